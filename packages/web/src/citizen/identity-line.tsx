import type { CitizenView } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icons/icon.tsx'
import { Paragraph } from '../ui/text.tsx'
import { useWords } from '../ui/words/words-context.ts'
import type { CitizenPage, CitizenState } from './citizen-page.ts'
import { IdentityDetails } from './identity-details.tsx'
import { identityText, mayLogIn } from './identity-text.ts'
import { ReceiptButton } from './receipt-button.tsx'
import { WithdrawButton } from './withdraw-button.tsx'
import type { CitizenKey } from './words/citizen-key.ts'

interface LineProps {
  readonly view: Extract<CitizenView, { state: 'planning' | 'waiting' | 'open' | 'ended' }>
  readonly state: CitizenState
  readonly page: CitizenPage
  /** Logging in is spoken of elsewhere on the page. */
  readonly asked: boolean
}

/** During the conversation: one line that opens; more of it at once when the citizen must know it now. */
export function IdentityLine(props: LineProps): JSX.Element {
  const words = useWords<CitizenKey>()
  const { identity, organisation, authentication } = props.view
  const text = identityText(identity, authentication.possible, props.view.state === 'planning')
  const title = words.text(text.title)
  const [first] = text.lines
  const urgent = text.urgent && !props.asked
  const summary = useRef<HTMLElement>(null)

  useEffect(() => {
    // What was pressed goes with the state that it belonged to.
    if (summary.current?.closest('details')?.open !== true) return
    if (document.activeElement === document.body) summary.current.focus()
  }, [identity.state])

  return (
    <div class={urgent ? 'identity-line identity-line--urgent' : 'identity-line'}>
      <p class="visually-hidden" role="status">
        {title}
      </p>
      {urgent ? (
        <Alert tone="error">
          <strong>{title}</strong>
          {first !== undefined && <Paragraph>{words.text(first, { organisation })}</Paragraph>}
          <details>
            <summary ref={summary}>
              <span>{words.text('elsewhere.what')}</span>
            </summary>
            <Details {...props} after={1} />
          </details>
        </Alert>
      ) : (
        <details>
          <summary ref={summary} class={`identity-line__title identity-line__title--${identity.state}`}>
            <Icon name={text.icon} />
            <span>{title}</span>
          </summary>
          <Details {...props} after={0} />
        </details>
      )}
    </div>
  )
}

/** What there is to say, and to do: log in by oneself, see what became of what was shared, take it back. */
function Details(props: LineProps & { after: number }): JSX.Element {
  const words = useWords<CitizenKey>()
  const { view, state, page, asked } = props
  const { identity, organisation, authentication } = view
  const shared = identity.state === 'verified' || identity.state === 'withheld'
  return (
    <div class="identity-line__details">
      <IdentityDetails
        identity={identity}
        organisation={organisation}
        possible={authentication.possible}
        planning={view.state === 'planning'}
        after={props.after}
      />
      <div class="identity-line__actions">
        {!asked && mayLogIn(view) && (
          <Button look="small" onPress={() => void page.logIn.begin()}>
            {words.text('logIn.button')}
          </Button>
        )}
        <ReceiptButton organisation={organisation} state={state} page={page} small />
        {shared && <WithdrawButton identity={identity} state={state} page={page} />}
      </div>
      {state.failed?.doing === 'withdraw' && (
        <Alert tone="error" role="alert">
          <Paragraph>{words.text('withdraw.failed')}</Paragraph>
        </Alert>
      )}
    </div>
  )
}
