import type { JSX } from 'preact'
import { ShownText } from '../ui/shown-text.tsx'
import { Paragraph } from '../ui/text.tsx'
import { useWords } from '../ui/words/words-context.ts'
import { type CitizenIdentity, identityText } from './identity-text.ts'
import type { CitizenKey } from './words/citizen-key.ts'

/** What there is to say about the identity, below its title. */
export function IdentityDetails(props: {
  identity: CitizenIdentity
  organisation: string
  /** Whether one can log in here. */
  possible: boolean
  /** An appointment is about to be made: there is no employee yet. */
  planning?: boolean
  /** How many of the lines were said already. */
  after?: number
}): JSX.Element {
  const words = useWords<CitizenKey>()
  const { identity, organisation } = props
  const text = identityText(identity, props.possible, props.planning)
  return (
    <>
      {text.lines.slice(props.after ?? 0).map((line) => (
        <Paragraph key={line}>{words.text(line, { organisation })}</Paragraph>
      ))}
      {text.labels && (
        <ul class="bullets">
          {identity.shared.map((label) => (
            <li key={label.nl}>
              <ShownText text={words.pick(label)} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
