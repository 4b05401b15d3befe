import type { AppointmentsPage } from './appointments/appointments-page.ts'
import type { HoursPage } from './hours/hours-page.ts'

/** What the parts of the desk know while another one is shown. Gone when the agent signs out. */
export interface PartMemory {
  appointments?: AppointmentsPage
  hours?: HoursPage
}
