import { Temporal } from '@js-temporal/polyfill'

/**
 * The instant at which the wall clock of a zone shows a time on a date; the first of two, and after an hour that is skipped.
 *
 * @param minutes of the day, 0 to 1439
 * @returns milliseconds since 1970
 * @throws RangeError for what is no ISO date, and for a zone that does not exist
 */
export function instantAt(date: string, minutes: number, zone: string): number {
  const time = { hour: Math.floor(minutes / 60), minute: minutes % 60 }
  return Temporal.PlainDate.from(date).toPlainDateTime(time).toZonedDateTime(zone).epochMilliseconds
}
