/** How much of the calendar is shown at once. */
export type Scope = 'day' | 'week'

/** Days from one date on. */
export interface DateRange {
  readonly from: string
  readonly days: number
}

const day = 86_400_000
// A date is a day of the calendar and no moment: counted in UTC, no clock change comes between.
const numberOf = (date: string) => Date.parse(`${date}T00:00:00Z`) / day
const dateOf = (number: number) => new Date(number * day).toISOString().slice(0, 10)

/** The date so many days later, or earlier. */
export function addDays(date: string, days: number): string {
  return dateOf(numberOf(date) + days)
}

/** 0 is Monday, 6 is Sunday. */
export function weekdayOf(date: string): number {
  // 1 January 1970 was a Thursday.
  return (((numberOf(date) + 3) % 7) + 7) % 7
}

/** The day, or the week from Monday to Sunday, in which a date lies. */
export function rangeOf(scope: Scope, date: string): DateRange {
  return scope === 'day' ? { from: date, days: 1 } : { from: addDays(date, -weekdayOf(date)), days: 7 }
}

/** The dates of a range, in order. */
export function datesOf({ from, days }: DateRange): readonly string[] {
  return Array.from({ length: days }, (_, index) => addDays(from, index))
}

/** The number of the week, as in ISO 8601: week 1 holds the first Thursday of the year. */
export function weekNumberOf(date: string): number {
  const thursday = addDays(date, 3 - weekdayOf(date))
  const newYear = `${thursday.slice(0, 4)}-01-01`
  return Math.floor((numberOf(thursday) - numberOf(newYear)) / 7) + 1
}

/** The date of a moment in a time zone. */
export function dateIn(zone: string | undefined, moment: number): string {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(moment)
  const part = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}`
}

/** The time of day of a moment in a time zone, `09:05`. */
export function timeIn(zone: string | undefined, moment: number): string {
  const format = { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  return new Intl.DateTimeFormat('en', format).format(moment)
}
