import type { Identity } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { ageOf } from '../ui/age.ts'
import { Alert } from '../ui/alert.tsx'
import { Icon } from '../ui/icons/icon.tsx'
import { Paragraph } from '../ui/text.tsx'
import { useNow } from '../ui/use-now.ts'
import { useWords } from '../ui/words/words-context.ts'
import type { DeskTalk, TalkState } from './desk-talk.ts'
import { IdentityAttributes } from './identity-attributes.tsx'
import type { DeskKey } from './words/desk-key.ts'

const everyQuarterMinute = 15_000

/** What must be known about the identity now, when it was established, and the attributes. */
export function IdentityFacts(props: { talk: DeskTalk; state: TalkState; identity: Identity }): JSX.Element {
  const words = useWords<DeskKey>()
  const { identity, state, talk } = props
  return (
    <>
      <ul class="identity__alerts" aria-label={words.text('identity.alerts')} aria-live="polite">
        {identity.alerts.map((alert) => (
          <li key={`${alert.tag}-${alert.at}`}>
            <Icon name="warning" />
            <p>
              {words.text(`alert.${alert.tag}`)} <time class="quiet">{words.time(alert.at)}</time>
            </p>
          </li>
        ))}
      </ul>
      {identity.state === 'verified' ? (
        <>
          {identity.verifiedAt !== undefined && <Established at={identity.verifiedAt} />}
          <IdentityAttributes talk={talk} state={state} attributes={identity.attributes} />
        </>
      ) : (
        <div class="identity__note">
          <Paragraph>{words.text(`identity.${identity.state}.text`)}</Paragraph>
          <Paragraph>
            {words.text(identity.unauthenticatedAllowed ? 'identity.allowed' : 'identity.needed')}
          </Paragraph>
        </div>
      )}
      {state.failed === 'reveal' && (
        <Alert tone="error" role="alert">
          <Paragraph>{words.text('identity.reveal.failed')}</Paragraph>
        </Alert>
      )}
    </>
  )
}

function Established({ at }: { at: number }): JSX.Element {
  const words = useWords<DeskKey>()
  const now = useNow(everyQuarterMinute)
  const { unit, count } = ageOf(at, now)
  const today = new Date(at).toDateString() === new Date(now).toDateString()
  return (
    <p class="identity__when">
      {words.text(today ? 'identity.verified.text' : 'identity.verified.day', {
        time: words.time(at),
        day: words.day(at),
        age: words.text(`age.${unit}`, { count }),
      })}
    </p>
  )
}
