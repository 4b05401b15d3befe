import type { AppointmentConfig, PurposeConfig } from '../config/config.ts'

/** A purpose for which appointments can be made. */
export type SchedulingPurpose = PurposeConfig & { readonly appointment: AppointmentConfig }

/** Whether appointments can be made for a purpose. */
export function hasAppointments(purpose: PurposeConfig): purpose is SchedulingPurpose {
  return purpose.appointment !== undefined
}
