import type { MeetingDetail } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icons/icon.tsx'
import { useNow } from '../ui/use-now.ts'
import { useStore } from '../ui/use-store.ts'
import { useWords } from '../ui/words/words-context.ts'
import { ExtendDialog } from './appointments/extend-dialog.tsx'
import { momentText } from './appointments/moment-text.ts'
import type { DeskTalk } from './desk-talk.ts'
import { meetingLeft } from './meeting-left.ts'
import type { DeskKey } from './words/desk-key.ts'

const everyQuarterMinute = 15_000

/** Until when the meeting of an appointment is planned, how long that is, and more time for it. */
export function MeetingBar(props: { talk: DeskTalk; meeting: MeetingDetail }): JSX.Element {
  const words = useWords<DeskKey>()
  const { talk, meeting } = props
  const [asks, setAsks] = useState(false)
  const { doing, failed } = useStore(talk.state)
  const { kind, minutes } = meetingLeft(meeting, useNow(everyQuarterMinute))
  const text = momentText(words.locale.get())
  return (
    <div class="meeting-bar">
      <p class="meeting-bar__time">
        <Icon name="clock" />
        <span>
          {words.text('meeting.until', { time: text.time(meeting.ends) })}{' '}
          <span class="quiet">
            {kind === 'planned' && words.text('meeting.early', { time: text.time(meeting.starts) })}
            {kind === 'left' && words.text('meeting.left', { count: minutes })}
            {kind === 'over' && words.text('meeting.over')}
          </span>
        </span>
      </p>
      {meeting.mayExtend && (
        <Button look="small" onPress={() => setAsks(true)}>
          {words.text('extend.button')}
        </Button>
      )}
      {asks && (
        <ExtendDialog
          until={text.time(meeting.ends)}
          busy={doing === 'extend'}
          failed={
            failed === 'extendRefused'
              ? 'extend.refused'
              : failed === 'extend'
                ? 'appointment.failed'
                : undefined
          }
          onExtend={async (minutes) => {
            if (await talk.extend(minutes)) setAsks(false)
          }}
          onClose={() => setAsks(false)}
        />
      )}
    </div>
  )
}
