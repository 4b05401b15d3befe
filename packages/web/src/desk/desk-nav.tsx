import type { JSX } from 'preact'
import { Badge } from '../ui/badge.tsx'
import { useWords } from '../ui/words/words-context.ts'
import { DESK_PARTS, type DeskPart } from './desk-place.ts'
import { PlaceLink } from './place-link.tsx'
import type { DeskKey } from './words/desk-key.ts'

/** The parts of the desk; the conversations tell how many things ask for the agent, also from elsewhere. */
export function DeskNav(props: { part: DeskPart; attention: number; unsaved: boolean }): JSX.Element {
  const words = useWords<DeskKey>()
  return (
    <nav class="desk-nav" aria-label={words.text('nav')}>
      <ul>
        {DESK_PARTS.map((part) => (
          <li key={part}>
            <PlaceLink to={{ part }} class="desk-nav__link" current={part === props.part}>
              {words.text(`nav.${part}`)}
              {part === 'conversations' && props.attention > 0 && (
                <Badge>
                  <span aria-hidden="true">{props.attention}</span>
                  <span class="visually-hidden">
                    {words.text('nav.attention', { count: props.attention })}
                  </span>
                </Badge>
              )}
              {part === 'hours' && props.unsaved && (
                <span class="desk-nav__mark">{words.text('nav.unsaved')}</span>
              )}
            </PlaceLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
