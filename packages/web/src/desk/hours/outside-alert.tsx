import type { AgentHours } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { Alert } from '../../ui/alert.tsx'
import { useWords } from '../../ui/words/words-context.ts'
import { dateIn } from '../appointments/calendar-date.ts'
import { momentText } from '../appointments/moment-text.ts'
import { PlaceLink } from '../place-link.tsx'
import type { DeskKey } from '../words/desk-key.ts'

/** Appointments that lie outside of the hours: they stand, and somebody must decide. */
export function OutsideAlert({ hours }: { hours: AgentHours }): JSX.Element | null {
  const words = useWords<DeskKey>()
  const { zone, outside } = hours
  const text = momentText(words.locale.get(), zone)
  if (outside.length === 0) return null
  return (
    <Alert tone="error">
      <p>
        <strong>{words.text('outside.title', { count: outside.length })}</strong>
      </p>
      <p>{words.text('outside.text', { count: outside.length })}</p>
      <ul class="hours__outside">
        {outside.map(({ id, starts, ends }) => (
          <li key={id}>
            <PlaceLink to={{ part: 'appointments', date: dateIn(zone, starts) }} class="link">
              {text.dayOf(starts)}, {text.span(starts, ends)}
            </PlaceLink>
          </li>
        ))}
      </ul>
    </Alert>
  )
}
