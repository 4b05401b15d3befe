import type { MeetingDetail } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { Icon } from '../ui/icons/icon.tsx'
import { Heading, Paragraph } from '../ui/text.tsx'
import { useWords } from '../ui/words/words-context.ts'
import { momentText } from './appointments/moment-text.ts'
import { BOOKING, type DeskTalk, type TalkState } from './desk-talk.ts'
import { IdentityAttributes } from './identity-attributes.tsx'
import type { DeskKey } from './words/desk-key.ts'

/** What was given when the appointment was made: then, and perhaps by somebody else. In a frame of its own, without a seal. */
export function IdentityGiven(props: {
  talk: DeskTalk
  state: TalkState
  meeting: MeetingDetail
}): JSX.Element {
  const words = useWords<DeskKey>()
  const { meeting } = props
  const text = momentText(words.locale.get())
  const attributes = meeting.given.map((attribute) => ({ ...attribute, tag: `${BOOKING}${attribute.tag}` }))
  return (
    <section class="given" aria-labelledby="given">
      <header class="given__head">
        <Heading level={3} id="given">
          {words.text('given.title')}
        </Heading>
        <p>
          {words.text('given.at', { day: text.dayOf(meeting.bookedAt), time: text.time(meeting.bookedAt) })}
        </p>
      </header>
      {!meeting.verified && (
        <p class="given__warning">
          <Icon name="warning" />
          {words.text('given.unverified')}
        </p>
      )}
      {attributes.length === 0 ? (
        <p class="identity__note">{words.text('given.none')}</p>
      ) : (
        <>
          <div class="identity__note">
            <Paragraph look="small">{words.text('given.note')}</Paragraph>
          </div>
          <IdentityAttributes talk={props.talk} state={props.state} attributes={attributes} />
        </>
      )}
    </section>
  )
}
