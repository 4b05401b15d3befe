import type { Locale } from '../../ui/words/words.ts'

// 5 January 1970 was a Monday.
const monday = 4 * 86_400_000

/** The name of a day of the week; 0 is Monday. */
export function weekdayName(locale: Locale, day: number): string {
  const format = { weekday: 'long', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(locale, format).format(monday + day * 86_400_000)
}
