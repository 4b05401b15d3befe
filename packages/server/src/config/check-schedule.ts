import { hoursProblem } from '../scheduling/hours.ts'
import { isDate } from '../scheduling/is-date.ts'
import { isZone } from '../scheduling/is-zone.ts'
import { readPeriod } from '../scheduling/period.ts'
import type { ConfigProblem } from './config-invalid.ts'
import type { ConfigText } from './config-schema.ts'

/** What cannot be of times, mail and appointments (FL-7). */
export function* checkSchedule(text: ConfigText): Generator<ConfigProblem> {
  if (!isZone(text.time_zone)) yield { key: 'time_zone', problem: 'is no time zone that this machine knows' }
  for (const [day, periods] of Object.entries(text.working_hours)) {
    const problem = hoursProblem(periods.map(readPeriod))
    if (problem) {
      const words =
        problem === 'overlap' ? 'has periods that overlap' : 'has a period that ends before it begins'
      yield { key: `working_hours.${day}`, problem: words }
    }
  }
  if (!text.holidays.every(isDate)) yield { key: 'holidays', problem: 'names a day that does not exist' }
  if ((text.smtp_url === undefined) !== (text.mail_from === undefined)) {
    const key = text.smtp_url === undefined ? 'smtp_url' : 'mail_from'
    yield { key, problem: 'is missing; mail needs smtp_url and mail_from together' }
  }
  for (const [index, purpose] of text.purposes.entries()) yield* checkAppointment(text, purpose, index)
}

function* checkAppointment(
  text: ConfigText,
  purpose: ConfigText['purposes'][number],
  index: number,
): Generator<ConfigProblem> {
  const { appointment, required, allowed, identifying, allow_unauthenticated } = purpose
  if (!appointment) return
  const at = `purposes[${index}]`
  const kept = new Set([...required, ...allowed])
  const identifies = identifying.length > 0 && identifying.every((tag) => required.includes(tag))
  if (!allow_unauthenticated && !identifies) {
    yield {
      key: `${at}.identifying`,
      problem:
        'must name attributes out of required where there are appointments: who comes to the meeting is compared by them',
    }
  }
  // Where the identity may be absent too: who booked with one does not get in without authenticating again (AC-5).
  if (text.core_url === undefined) {
    yield {
      key: 'core_url',
      problem: 'is missing; who comes to an appointment authenticates again, through the core',
    }
  }
  const { email_attribute, keep_until_meeting } = appointment
  if (email_attribute !== undefined && !kept.has(email_attribute)) {
    yield { key: `${at}.appointment.email_attribute`, problem: 'is neither in required nor in allowed' }
  }
  if (!keep_until_meeting.every((tag) => kept.has(tag))) {
    yield {
      key: `${at}.appointment.keep_until_meeting`,
      problem: 'names an attribute that is neither in required nor in allowed',
    }
  }
}
