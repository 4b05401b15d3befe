import type { MailStanding } from '@balie/desk-api'
import type { AppointmentTables } from '../store/appointment-tables.ts'

/** What became of a mail, for people. */
export function mailStanding(
  state: AppointmentTables['appointment_mails']['state'] | undefined,
): MailStanding {
  switch (state) {
    case 'due':
      return 'under_way'
    case 'sent':
      return 'sent'
    case 'refused':
      return 'refused'
    default:
      return 'none'
  }
}
