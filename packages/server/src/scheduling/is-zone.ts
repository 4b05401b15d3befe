import { Temporal } from '@js-temporal/polyfill'

/**
 * Whether a time zone of that name exists, spelled exactly as in the IANA database. An offset such as `+01:00` is
 * no zone: it does not know when its clock changes.
 */
export function isZone(text: string): boolean {
  if (!/^[A-Z]/i.test(text)) return false
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text).timeZoneId === text
  } catch {
    return false
  }
}
