import type { ConversationDetail, Identity } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { ageOf } from '../ui/age.ts'
import { Alert } from '../ui/alert.tsx'
import { ShownText } from '../ui/shown-text.tsx'
import { Paragraph } from '../ui/text.tsx'
import { useNow } from '../ui/use-now.ts'
import { useWords } from '../ui/words/words-context.ts'
import type { DeskTalk, TalkState } from './desk-talk.ts'
import { IdentityAlertList } from './identity-alert-list.tsx'
import { sortAlerts } from './identity-alerts.ts'
import { IdentityAttributes } from './identity-attributes.tsx'
import { IdentityLogIn } from './identity-log-in.tsx'
import type { DeskKey } from './words/desk-key.ts'

const everyQuarterMinute = 15_000

/** What must be known about the identity now, when it was established, and the attributes. */
export function IdentityFacts(props: {
  talk: DeskTalk
  state: TalkState
  detail: ConversationDetail
}): JSX.Element {
  const words = useWords<DeskKey>()
  const { detail, state, talk } = props
  const { identity, authentication } = detail
  const verified = identity.state === 'verified'
  return (
    <>
      <IdentityAlertList alerts={sortAlerts(identity.alerts, authentication.state)} />
      {verified ? (
        <Established identity={identity} />
      ) : (
        <div class="identity__note">
          <Paragraph>{words.text(`identity.${identity.state}.text`)}</Paragraph>
          <Paragraph>
            {words.text(identity.unauthenticatedAllowed ? 'identity.allowed' : 'identity.needed')}
          </Paragraph>
        </div>
      )}
      <IdentityLogIn {...props} />
      {verified && <IdentityAttributes talk={talk} state={state} attributes={identity.attributes} />}
      {state.failed === 'reveal' && (
        <Alert tone="error" role="alert">
          <Paragraph>{words.text('identity.reveal.failed')}</Paragraph>
        </Alert>
      )}
    </>
  )
}

/** When, how long ago and by which method the identity was established, as far as that is known. */
function Established({ identity }: { identity: Identity }): JSX.Element | null {
  const words = useWords<DeskKey>()
  const now = useNow(everyQuarterMinute)
  const { verifiedAt: at, method } = identity
  if (at === undefined) return null
  const { unit, count } = ageOf(at, now)
  const today = new Date(at).toDateString() === new Date(now).toDateString()
  const when = words.text(today ? 'identity.verified.text' : 'identity.verified.day', {
    time: words.time(at),
    day: words.day(at),
    age: words.text(`age.${unit}`, { count }),
  })
  return (
    <div class="identity__when">
      <p>{when}</p>
      {method !== undefined && (
        <p>
          <ShownText text={words.text('identity.method', { method })} />
        </p>
      )}
    </div>
  )
}
