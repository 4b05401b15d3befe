import type { SmtpSink } from '../../packages/server/src/cli/demo/smtp-sink.ts'
import type { Variant } from './configuration.ts'

/** Monday 19 October 2026, 8.00 in Amsterdam: six days before the clock goes back. */
const MONDAY = Date.parse('2026-10-19T06:00:00Z')

/**
 * An installation in which appointments can be made from that Monday on: for a move by somebody verified, whose address
 * stays until the meeting, and for a general question by anybody. Its mail comes into a sink.
 */
export function appointmentVariant(smtp: SmtpSink): Variant {
  return {
    keyType: 'EC',
    useAttrUrl: true,
    appointments: true,
    clockAhead: MONDAY - Date.now(),
    balie: { smtp_url: smtp.url, mail_from: 'afspraken@voorbeeld.test' },
    purposes: {
      report_move: {
        required: ['fullname', 'bsn'],
        allowed: ['email', 'address'],
        appointment: { email_attribute: 'email', keep_until_meeting: ['address'] },
      },
      general_question: { appointment: { duration_minutes: 20 } },
    },
  }
}
