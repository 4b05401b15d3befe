import type { DeskAppointment } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { Icon } from '../../ui/icons/icon.tsx'
import { ShownText } from '../../ui/shown-text.tsx'
import { Heading } from '../../ui/text.tsx'
import { useWords } from '../../ui/words/words-context.ts'
import type { DeskKey } from '../words/desk-key.ts'
import { appointmentStanding } from './appointment-standing.ts'
import type { DayEntry, DayLine } from './day-line.ts'
import { gapSize } from './gap-size.ts'
import type { MomentText } from './moment-text.ts'

/** Days side by side, each with what is in it in the order of time. */
export function WeekView(props: {
  lines: readonly DayLine[]
  today: string
  text: MomentText
  /** Whether it is told whose appointment it is. */
  named: boolean
  onOpen: (appointment: DeskAppointment) => void
}): JSX.Element {
  const words = useWords<DeskKey>()
  return (
    <div class="week" data-days={props.lines.length}>
      {props.lines.map(({ date, works, entries }) => (
        <section
          key={date}
          class={date === props.today ? 'week__day week__day--today' : 'week__day'}
          aria-labelledby={`day-${date}`}
        >
          <header class="week__head">
            <Heading level={3} id={`day-${date}`}>
              {props.text.shortDay(date)}
            </Heading>
            {date === props.today && <span class="week__today">{words.text('range.today')}</span>}
          </header>
          {!works && <p class="week__off">{words.text('day.off')}</p>}
          <ul class="week__entries">
            {entries.map((entry) => (
              <Entry key={keyOf(entry)} {...props} entry={entry} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

const keyOf = (entry: DayEntry) =>
  entry.kind === 'appointment' ? entry.appointment.id : `${entry.kind}-${entry.starts}`

function Entry(props: {
  entry: DayEntry
  text: MomentText
  named: boolean
  onOpen: (appointment: DeskAppointment) => void
}): JSX.Element {
  const words = useWords<DeskKey>()
  const { entry, text } = props
  if (entry.kind !== 'appointment') {
    const times = text.span(entry.starts, entry.ends)
    return (
      <li class={`gap gap--${entry.kind}`} data-size={gapSize(entry)}>
        {words.text(props.named ? `gap.${entry.kind}.you` : `gap.${entry.kind}`, { times })}
      </li>
    )
  }
  const { appointment } = entry
  const standing = appointmentStanding(appointment)
  return (
    <li>
      <button
        type="button"
        class={standing.over ? 'block block--over' : `block block--${appointment.state}`}
        data-appointment={appointment.id}
        onClick={() => props.onOpen(appointment)}
      >
        <span class="block__time">{text.span(appointment.starts, appointment.ends)}</span>
        <span class="block__purpose">
          <ShownText text={words.pick(appointment.purpose)} />
        </span>
        {props.named && (
          <span class="block__fact">
            <Icon name="person" />
            <ShownText text={appointment.agent.name} />
          </span>
        )}
        <span class="block__fact">
          <Icon name={standing.icon} />
          {words.text(standing.text)}
        </span>
        {appointment.mail === 'refused' && (
          <span class="block__fact block__fact--wrong">
            <Icon name="warning" />
            {words.text('mail.refused')}
          </span>
        )}
        {appointment.anotherPersonAt !== undefined && (
          <span class="block__fact block__fact--wrong">
            <Icon name="warning" />
            {words.text('appointment.anotherPerson.short')}
          </span>
        )}
      </button>
    </li>
  )
}
