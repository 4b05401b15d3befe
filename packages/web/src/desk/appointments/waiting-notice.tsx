import type { DeskAppointment } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { Alert } from '../../ui/alert.tsx'
import { ShownText } from '../../ui/shown-text.tsx'
import { useWords } from '../../ui/words/words-context.ts'
import { PlaceLink } from '../place-link.tsx'
import type { DeskKey } from '../words/desk-key.ts'
import type { MomentText } from './moment-text.ts'

/** Somebody waits for an appointment: since when, for which, and the way to take it. */
export function WaitingNotice(props: { appointment: DeskAppointment; text: MomentText }): JSX.Element {
  const words = useWords<DeskKey>()
  const { appointment, text } = props
  const { arrivedAt, agent } = appointment
  return (
    <div class="waiting-notice">
      <Alert tone="info" icon="hourglass">
        <p>
          <strong>
            {arrivedAt === undefined
              ? words.text('appointment.arrived')
              : words.text('appointment.arrivedAt', { time: text.time(arrivedAt) })}
          </strong>
          <br />
          {text.span(appointment.starts, appointment.ends)},{' '}
          <ShownText text={words.pick(appointment.purpose)} />, <ShownText text={agent.name} />
        </p>
        <PlaceLink
          to={{ part: 'conversations', row: appointment.id }}
          class="utrecht-button utrecht-button--primary-action button--small"
        >
          {words.text('appointment.toConversations')}
        </PlaceLink>
      </Alert>
    </div>
  )
}
