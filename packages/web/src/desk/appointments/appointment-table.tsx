import type { DeskAppointment } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { ShownText } from '../../ui/shown-text.tsx'
import { useWords } from '../../ui/words/words-context.ts'
import type { DeskKey } from '../words/desk-key.ts'
import { AppointmentActions } from './appointment-actions.tsx'
import { AppointmentFacts } from './appointment-facts.tsx'
import type { AppointmentTask } from './appointments-page.ts'
import type { DayLine } from './day-line.ts'
import type { MomentText } from './moment-text.ts'

type OnOpen = (task: AppointmentTask, appointment: DeskAppointment) => void

const columns = ['time', 'purpose', 'way', 'agent', 'state', 'actions'] as const

/** The appointments of a day or week as a table; of a week with a head above each day. */
export function AppointmentTable(props: {
  lines: readonly DayLine[]
  today: string
  text: MomentText
  grouped: boolean
  onOpen: OnOpen
}): JSX.Element {
  const words = useWords<DeskKey>()
  const { lines, text, grouped } = props
  const days = lines
    .map(({ date, entries }) => ({
      date,
      appointments: entries.flatMap((entry) => (entry.kind === 'appointment' ? [entry.appointment] : [])),
    }))
    .filter(({ appointments }) => appointments.length > 0)
  return (
    <table class="appointment-table">
      <caption class="visually-hidden">{words.text('appointments.title')}</caption>
      <thead class="appointment-table__columns">
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {words.text(`table.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      {days.map(({ date, appointments }) => (
        <tbody key={date}>
          {grouped && (
            <tr class="appointment-table__day">
              <th scope="rowgroup" colSpan={columns.length}>
                {text.day(date)}
                {date === props.today && ` (${words.text('range.today').toLowerCase()})`}
              </th>
            </tr>
          )}
          {appointments.map((appointment) => (
            <Row key={appointment.id} appointment={appointment} text={text} onOpen={props.onOpen} />
          ))}
        </tbody>
      ))}
    </table>
  )
}

function Row(props: { appointment: DeskAppointment; text: MomentText; onOpen: OnOpen }): JSX.Element {
  const words = useWords<DeskKey>()
  const { appointment, text, onOpen } = props
  return (
    <tr
      class={`appointment-row appointment-row--${appointment.state}`}
      data-appointment={appointment.id}
      tabIndex={-1}
    >
      <th scope="row" class="appointment-row__time">
        {text.span(appointment.starts, appointment.ends)}
      </th>
      <td class="appointment-row__purpose">
        <ShownText text={words.pick(appointment.purpose)} />
      </td>
      <td class="appointment-row__way">{words.text(`way.${appointment.way}`)}</td>
      <td class="appointment-row__agent">
        <ShownText text={appointment.agent.name} />
      </td>
      <td class="appointment-row__state">
        <AppointmentFacts appointment={appointment} text={text} />
      </td>
      <td class="appointment-row__actions">
        <AppointmentActions
          appointment={appointment}
          text={text}
          onOpen={(task) => onOpen(task, appointment)}
        />
      </td>
    </tr>
  )
}
