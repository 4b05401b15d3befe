import type { BookedAppointment, Planning } from '@balie/desk-api'
import type { Appointment, SessionRecord } from '@balie/sdk'
import type { PurposeConfig } from '../config/config.ts'

/** What the owner of a session that is scheduled sees of it, made by whoever schedules (FL-7). */
export interface AppointmentViews {
  planning(record: SessionRecord, purpose: PurposeConfig): Promise<Planning>
  booked(record: SessionRecord, appointment: Appointment, planning: Planning): Promise<BookedAppointment>
  /** The organisation's time zone. */
  readonly zone: string
}
