import './appointments.css'
import type { Agent } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Loading } from '../../ui/loading.tsx'
import { matchRemote } from '../../ui/remote.ts'
import { TroubleNotice } from '../../ui/trouble-notice.tsx'
import { useStore } from '../../ui/use-store.ts'
import type { DeskPage } from '../desk-page.ts'
import type { PartMemory } from '../part-memory.ts'
import { usePlaces } from '../place-context.ts'
import { AppointmentDialog } from './appointment-dialog.tsx'
import { appointmentServer } from './appointment-server.ts'
import { AppointmentsBar } from './appointments-bar.tsx'
import { type AppointmentsPage, createAppointmentsPage } from './appointments-page.ts'
import { AppointmentsShown } from './appointments-shown.tsx'
import { useKeptFocus } from './use-kept-focus.ts'

/** The appointments of the agent's teams: a day or a week. */
export function AppointmentsPart(props: { page: DeskPage; agent: Agent; memory: PartMemory }): JSX.Element {
  const { page, agent, memory } = props
  const { date } = useStore(usePlaces().state)
  const appointments = remembered(memory, page)
  const state = useStore(appointments.state)
  const root = useRef<HTMLDivElement>(null)
  useKeptFocus(root)

  useEffect(() => void appointments.show(date), [appointments, date])
  useEffect(() => appointments.leave, [appointments])
  useEffect(() => page.appointmentNews.subscribe(() => void appointments.refresh()), [page, appointments])

  return (
    <div class="appointments" ref={root}>
      <AppointmentsBar page={appointments} state={state} date={date} />
      {matchRemote(state.shown, {
        first: () => <Loading />,
        loading: () => <Loading />,
        failed: (trouble) => (
          <div class="part__trouble">
            <TroubleNotice trouble={trouble} onRetry={() => void appointments.show(date)} />
          </div>
        ),
        ready: (shown) => (
          <AppointmentsShown page={appointments} state={state} shown={shown} agentId={agent.id} />
        ),
      })}
      <AppointmentDialog page={appointments} state={state} onTrouble={page.onTrouble} />
    </div>
  )
}

function remembered(memory: PartMemory, page: DeskPage): AppointmentsPage {
  memory.appointments ??= createAppointmentsPage({
    server: appointmentServer,
    wide: matchMedia('(min-width: 1100px)').matches,
    now: () => Date.now(),
    onTrouble: page.onTrouble,
  })
  return memory.appointments
}
