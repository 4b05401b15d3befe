import { tzlib_get_ical_block } from 'timezones-ical-library'

/**
 * The VTIMEZONE of a zone, under the name that was asked: the library gives one for several zones that keep
 * the same time, under the name of one of them (Europe/Amsterdam is in that of Brussels).
 *
 * @param zone an IANA name
 * @returns undefined for a zone that the library does not know
 */
export function zoneBlock(zone: string): string | undefined {
  const [block] = [tzlib_get_ical_block(zone)].flat()
  if (block === undefined || !block.startsWith('BEGIN:VTIMEZONE')) return undefined
  return block.replace(/^(TZID|X-LIC-LOCATION):.*$/gm, `$1:${zone}`)
}
