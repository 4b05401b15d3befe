import './appointment.css'
import type { JSX } from 'preact'
import { useStore } from '../../ui/use-store.ts'
import type { AppointmentProps } from './appointment-part.tsx'
import { PlanningView } from './planning-view.tsx'
import { ScheduledView } from './scheduled-view.tsx'

/** Where an appointment is made, stands, or is moved. */
export function AppointmentView({ view, state, page }: AppointmentProps): JSX.Element {
  const { moving } = useStore(page.planning.state)
  if (view.state === 'planning' || moving) return <PlanningView view={view} state={state} page={page} />
  return <ScheduledView view={view} state={state} page={page} />
}
