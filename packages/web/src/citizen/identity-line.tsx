import type { JSX } from 'preact'
import { Alert } from '../ui/alert.tsx'
import { Icon } from '../ui/icons/icon.tsx'
import { Paragraph } from '../ui/text.tsx'
import { useWords } from '../ui/words/words-context.ts'
import { IdentityDetails } from './identity-details.tsx'
import { type CitizenIdentity, identityText } from './identity-text.ts'
import type { CitizenKey } from './words/citizen-key.ts'

/** During the conversation: one line that opens; more of it at once when the citizen must know it now. */
export function IdentityLine(props: { identity: CitizenIdentity; organisation: string }): JSX.Element {
  const words = useWords<CitizenKey>()
  const { identity, organisation } = props
  const text = identityText(identity)
  const title = words.text(text.title)
  const [first] = text.lines
  return (
    <div class={text.urgent ? 'identity-line identity-line--urgent' : 'identity-line'}>
      <p class="visually-hidden" role="status">
        {title}
      </p>
      {text.urgent ? (
        <Alert tone="error">
          <strong>{title}</strong>
          {first !== undefined && <Paragraph>{words.text(first, { organisation })}</Paragraph>}
          <details>
            <summary>
              <span>{words.text('elsewhere.what')}</span>
            </summary>
            <div class="identity-line__details">
              <IdentityDetails identity={identity} organisation={organisation} after={1} />
            </div>
          </details>
        </Alert>
      ) : (
        <details>
          <summary class={`identity-line__title identity-line__title--${identity.state}`}>
            <Icon name={text.icon} />
            <span>{title}</span>
          </summary>
          <div class="identity-line__details">
            <IdentityDetails identity={identity} organisation={organisation} />
          </div>
        </details>
      )}
    </div>
  )
}
