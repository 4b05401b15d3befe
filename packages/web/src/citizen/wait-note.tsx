import type { MeetingTime } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { Alert } from '../ui/alert.tsx'
import { Paragraph } from '../ui/text.tsx'
import { useStore } from '../ui/use-store.ts'
import { useWords } from '../ui/words/words-context.ts'
import type { CitizenPage } from './citizen-page.ts'
import { isLate } from './meeting-text.ts'
import type { CitizenKey } from './words/citizen-key.ts'

/** While nobody is there yet: what one can do meanwhile. Who waits for an appointment hears that they are not forgotten. */
export function WaitNote({
  meeting,
  page,
}: {
  meeting: MeetingTime | undefined
  page: CitizenPage
}): JSX.Element {
  const words = useWords<CitizenKey>()
  const now = useStore(page.time.now)
  const late = meeting !== undefined && isLate(meeting, now)
  return (
    <div role="status">
      <Alert tone="info" icon="clock">
        {late && (
          <Paragraph>
            <strong>{words.text('meeting.late')}</strong> {words.text('meeting.late.text')}
          </Paragraph>
        )}
        <Paragraph>{words.text(meeting === undefined ? 'talk.reading' : 'meeting.reading')}</Paragraph>
        {!late && <Paragraph>{words.text(meeting === undefined ? 'talk.stay' : 'meeting.stay')}</Paragraph>}
      </Alert>
    </div>
  )
}
