import type { JSX } from 'preact'
import { Alert } from '../ui/alert.tsx'
import { Icon } from '../ui/icons/icon.tsx'
import { useWords } from '../ui/words/words-context.ts'
import { IdentityDetails } from './identity-details.tsx'
import { type CitizenIdentity, identityText } from './identity-text.ts'
import type { CitizenKey } from './words/citizen-key.ts'

/** During the conversation: one line that opens; all at once when the citizen must know it now. */
export function IdentityLine(props: { identity: CitizenIdentity; organisation: string }): JSX.Element {
  const words = useWords<CitizenKey>()
  const text = identityText(props.identity)
  const title = words.text(text.title)
  const details = <IdentityDetails identity={props.identity} organisation={props.organisation} />
  return (
    <div class="identity-line">
      <p class="visually-hidden" role="status">
        {title}
      </p>
      {text.urgent ? (
        <Alert tone="error">
          <strong>{title}</strong>
          {details}
        </Alert>
      ) : (
        <details>
          <summary class={`identity-line__title identity-line__title--${props.identity.state}`}>
            <Icon name={text.icon} />
            <span>{title}</span>
          </summary>
          <div class="identity-line__details">{details}</div>
        </details>
      )}
    </div>
  )
}
