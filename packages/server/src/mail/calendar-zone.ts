import { Temporal } from '@js-temporal/polyfill'
import { tzlib_get_offset } from 'timezones-ical-library'
import { zoneBlock } from './zone-block.ts'

/**
 * The zone in which a calendar can be told these times: the given one, or UTC where a wall clock would say
 * too little. That is an hour that is shown twice because the clock goes back, or a zone whose clock does not
 * follow the yearly rule that a calendar gets (RFC 5545, 3.3.5).
 *
 * @param zone an IANA name
 * @param instants milliseconds since 1970
 */
export function calendarZone(zone: string, instants: readonly number[]): string {
  return zoneBlock(zone) !== undefined && instants.every((one) => isPlain(zone, one)) ? zone : 'UTC'
}

function isPlain(zone: string, instant: number): boolean {
  const there = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone)
  const clock = there.toPlainDateTime()
  const sooner = clock.toZonedDateTime(zone, { disambiguation: 'earlier' })
  const later = clock.toZonedDateTime(zone, { disambiguation: 'later' })
  if (sooner.epochMilliseconds !== later.epochMilliseconds) return false
  const time = clock.toPlainTime().toString({ smallestUnit: 'minute' })
  return tzlib_get_offset(zone, clock.toPlainDate().toString(), time) === there.offset.replace(':', '')
}
