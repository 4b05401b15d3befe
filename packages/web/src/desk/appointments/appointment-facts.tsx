import type { DeskAppointment } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { Icon, type IconName } from '../../ui/icons/icon.tsx'
import { useWords } from '../../ui/words/words-context.ts'
import { logInStanding } from '../log-in-standing.ts'
import { PlaceLink } from '../place-link.tsx'
import type { DeskKey } from '../words/desk-key.ts'
import { appointmentStanding } from './appointment-standing.ts'
import type { MomentText } from './moment-text.ts'

/** Where an appointment stands, and what must be known about it. */
export function AppointmentFacts(props: { appointment: DeskAppointment; text: MomentText }): JSX.Element {
  const words = useWords<DeskKey>()
  const { appointment, text } = props
  const { state, arrivedAt } = appointment
  const standing = appointmentStanding(appointment)
  const { authentication } = appointment
  const logIn = authentication && logInStanding(authentication)
  return (
    <ul class="appointment-facts">
      {state === 'waiting' ? (
        <li class="appointment-facts__waiting">
          <Icon name="hourglass" />
          <div>
            <p>
              {arrivedAt === undefined
                ? words.text('appointment.arrived')
                : words.text('appointment.arrivedAt', { time: text.time(arrivedAt) })}
            </p>
            <PlaceLink to={{ part: 'conversations', row: appointment.id }} class="link">
              {words.text('appointment.toConversations')}
            </PlaceLink>
          </div>
        </li>
      ) : (
        <Fact icon={standing.icon} strong={!standing.over} text={words.text(standing.text)} />
      )}
      {logIn !== undefined && logIn.at !== undefined && (
        <Fact
          icon={logIn.icon}
          wrong={logIn.wrong}
          text={words.text('appointment.logIn', {
            standing: words.text(logIn.title),
            time: text.time(logIn.at),
          })}
        />
      )}
      {appointment.anotherPersonAt !== undefined && (
        <Fact icon="warning" wrong text={words.text('appointment.anotherPerson')} />
      )}
      {appointment.mail === 'refused' && <Fact icon="warning" wrong text={words.text('mail.refused')} />}
      <Fact
        icon={appointment.verified ? 'check' : 'none'}
        text={words.text(appointment.verified ? 'booked.verified' : 'booked.unverified')}
      />
    </ul>
  )
}

function Fact(props: { icon: IconName; text: string; wrong?: boolean; strong?: boolean }): JSX.Element {
  const kind = props.wrong === true ? 'wrong' : props.strong === true ? 'strong' : 'plain'
  return (
    <li class={`appointment-facts__fact appointment-facts__fact--${kind}`}>
      <Icon name={props.icon} />
      <span>{props.text}</span>
    </li>
  )
}
