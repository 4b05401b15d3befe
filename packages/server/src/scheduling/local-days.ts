import { Temporal } from '@js-temporal/polyfill'
import type { Range } from './range.ts'

/**
 * The ISO date that a calendar on the wall shows at an instant.
 *
 * @param instant whole milliseconds since 1970
 * @throws RangeError for a zone that does not exist
 */
export function localDate(instant: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDate().toString()
}

/**
 * The first instant at which the zone has that date, milliseconds since 1970: not always 00:00. A date that the
 * zone skipped begins when the next one does.
 *
 * @throws RangeError for what is no ISO date, and for a zone that does not exist
 */
export function startOfDay(date: string, zone: string): number {
  return Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds
}

/** The ISO date so many days later, or earlier where `days` is negative. @throws RangeError for no ISO date */
export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString()
}

/**
 * From the start of the first day to the start of the day after the last.
 *
 * @param count how many days
 * @throws RangeError for what is no ISO date, and for a zone that does not exist
 */
export function rangeOfDays(first: string, count: number, zone: string): Range {
  return { from: startOfDay(first, zone), until: startOfDay(addDays(first, count), zone) }
}
