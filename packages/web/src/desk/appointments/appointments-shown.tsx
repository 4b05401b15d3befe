import type { DeskAppointments } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { Alert } from '../../ui/alert.tsx'
import { Icon } from '../../ui/icons/icon.tsx'
import { Paragraph } from '../../ui/text.tsx'
import { useWords } from '../../ui/words/words-context.ts'
import type { DeskKey } from '../words/desk-key.ts'
import { AppointmentTable } from './appointment-table.tsx'
import type { AppointmentsPage, AppointmentsState } from './appointments-page.ts'
import { datesOf } from './calendar-date.ts'
import { dayLines, isAllDay, withoutEmptyWeekend } from './day-line.ts'
import { momentText } from './moment-text.ts'
import { WaitingNotice } from './waiting-notice.tsx'
import { WeekView } from './week-view.tsx'

/** The appointments of a range, as a week or as a table. */
export function AppointmentsShown(props: {
  page: AppointmentsPage
  state: AppointmentsState
  shown: DeskAppointments
  agentId: string
}): JSX.Element {
  const words = useWords<DeskKey>()
  const { page, state, shown, agentId } = props
  const { scope, table, whose, notice } = state
  const { zone, today } = shown
  const text = momentText(words.locale.get(), zone)
  const own = shown.appointments.filter(({ agent }) => agent.id === agentId)
  const appointments = (whose === 'mine' ? own : [...shown.appointments]).sort(
    (a, b) => a.starts - b.starts || a.id.localeCompare(b.id),
  )
  const lines = dayLines({ zone, dates: datesOf(shown), appointments, working: shown.working, own })
  const isWeek = scope === 'week' && !table
  const onOpen = page.open
  return (
    <>
      <div class="appointments__notice" role="status">
        {notice !== undefined && (
          <Alert tone="info" icon="check">
            <Paragraph>
              {words.text(notice.text, {
                day: text.dayOf(notice.appointment.starts),
                time: text.time(notice.appointment.starts),
              })}
            </Paragraph>
          </Alert>
        )}
      </div>
      {zone !== Intl.DateTimeFormat().resolvedOptions().timeZone && (
        <p class="appointments__zone">{words.text('range.zone', { zone })}</p>
      )}
      {scope === 'day' && <WorkingToday shown={shown} />}
      {appointments.length === 0 && (
        <p class="appointments__empty">
          <Icon name="calendar" />
          {words.text(scope === 'week' ? 'appointments.empty.week' : 'appointments.empty.day')}
        </p>
      )}
      {isWeek &&
        appointments
          .filter(({ state }) => state === 'waiting')
          .map((appointment) => <WaitingNotice key={appointment.id} appointment={appointment} text={text} />)}
      {isWeek && (
        <WeekView
          lines={withoutEmptyWeekend(lines, today)}
          today={today}
          text={text}
          named={whose === 'team'}
          onOpen={(appointment) => onOpen('details', appointment)}
        />
      )}
      {!isWeek && appointments.length > 0 && (
        <AppointmentTable
          lines={lines}
          today={today}
          text={text}
          grouped={scope === 'week'}
          onOpen={onOpen}
        />
      )}
    </>
  )
}

/** On a day: when this agent works. */
function WorkingToday({ shown }: { shown: DeskAppointments }): JSX.Element {
  const words = useWords<DeskKey>()
  const text = momentText(words.locale.get(), shown.zone)
  const times = shown.working.map(({ starts, ends }) => text.span(starts, ends)).join(', ')
  if (isAllDay(shown.zone, shown.working))
    return <p class="appointments__working">{words.text('day.allDay')}</p>
  return (
    <p class="appointments__working">
      {times === '' ? words.text('day.off') : words.text('day.working', { times })}
    </p>
  )
}
