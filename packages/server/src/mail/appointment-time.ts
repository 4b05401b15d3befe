import { Temporal } from '@js-temporal/polyfill'
import type { Locale } from './appointment-facts.ts'

/** A stretch of time as people say it. */
export interface SpokenTime {
  /** "dinsdag 27 oktober 2026" */
  readonly day: string
  /** "10.30 uur", "10:30" */
  readonly start: string
  /** "10.30 tot 11.00 uur", "10:30 to 11:00"; names its zone only where that is needed. */
  readonly time: string
}

const LANGUAGES = { nl: 'nl-NL', en: 'en-GB' } as const

/**
 * A stretch of time in the words of a language, by the clock of a zone. The zone is named where the clock shows
 * this time twice in one night, or when asked.
 *
 * @param starts milliseconds since 1970
 * @param ends milliseconds since 1970
 */
export function spokenTime(
  locale: Locale,
  { starts, ends, zone }: { starts: number; ends: number; zone: string },
  nameZone = false,
): SpokenTime {
  const twice = [starts, ends].some((one) => isShownTwice(one, zone))
  const named = twice ? 'long' : 'longGeneric'
  const [from, until] = [clock(locale, starts, zone), clock(locale, ends, zone)]
  const stretch = locale === 'nl' ? `${from} tot ${until} uur` : `${from} to ${until}`
  return {
    day: new Intl.DateTimeFormat(LANGUAGES[locale], {
      timeZone: zone,
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    })
      .format(starts)
      // English writes a comma after the weekday or not, by version of its tables.
      .replace(',', ''),
    start: locale === 'nl' ? `${from} uur` : from,
    time: twice || nameZone ? `${stretch} (${zoneName(locale, starts, zone, named)})` : stretch,
  }
}

/** Whether the clocks of two zones show the same all through a stretch of time, so that one is enough. */
export function showTheSame(zones: readonly [string, string], instants: readonly number[]): boolean {
  return instants.every((one) => offset(one, zones[0]) === offset(one, zones[1]))
}

function clock(locale: Locale, instant: number, zone: string): string {
  const { hour, minute } = at(instant, zone)
  const minutes = String(minute).padStart(2, '0')
  return locale === 'nl' ? `${hour}.${minutes}` : `${hour}:${minutes}`
}

function zoneName(locale: Locale, instant: number, zone: string, style: 'long' | 'longGeneric'): string {
  const format = new Intl.DateTimeFormat(LANGUAGES[locale], { timeZone: zone, timeZoneName: style })
  return format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? zone
}

function isShownTwice(instant: number, zone: string): boolean {
  const shown = at(instant, zone).toPlainDateTime()
  const [first, last] = (['earlier', 'later'] as const).map((disambiguation) =>
    shown.toZonedDateTime(zone, { disambiguation }),
  )
  return first?.epochMilliseconds !== last?.epochMilliseconds
}

function offset(instant: number, zone: string): string {
  return at(instant, zone).offset
}

function at(instant: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone)
}
