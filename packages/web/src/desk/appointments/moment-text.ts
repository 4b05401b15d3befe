import type { Locale } from '../../ui/words/words.ts'
import { timeIn } from './calendar-date.ts'

/** Times and dates of appointments as words. */
export interface MomentText {
  /** A moment as a time of day in the zone: `10.30` in Dutch, `10:30` in English. */
  time(moment: number): string
  /** A time of day, `09:00`, in the same spelling. */
  clock(time: string): string
  /** Two moments: `10.30 – 11.00`. */
  span(starts: number, ends: number): string
  /** A moment as a day, with its weekday. */
  dayOf(moment: number): string
  /** A date with its weekday: `maandag 30 november`. */
  day(date: string): string
  /** A date with its weekday and year. */
  fullDay(date: string): string
  /** A date without its weekday: `30 november`. */
  plainDay(date: string): string
  /** The same with its year. */
  plainFullDay(date: string): string
  /** A date, short, with its weekday: `ma 30 nov`. */
  shortDay(date: string): string
}

const tags = { nl: 'nl-NL', en: 'en-GB' } as const

/**
 * Words for moments in a zone, and for dates of the calendar.
 *
 * @param zone the organisation's time zone; the browser's where it is not known
 */
export function momentText(locale: Locale, zone?: string): MomentText {
  const ofMoment = (moment: number, timeZone: string | undefined, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(tags[locale], { ...options, timeZone }).format(moment)
  const ofDate = (date: string, options: Intl.DateTimeFormatOptions) =>
    ofMoment(Date.parse(`${date}T00:00:00Z`), 'UTC', options)
  const clock = (time: string) => (locale === 'nl' ? time.replace(':', '.') : time)
  const time = (moment: number) => clock(timeIn(zone, moment))
  const long = { weekday: 'long', day: 'numeric', month: 'long' } as const
  return {
    time,
    clock,
    span: (starts, ends) => `${time(starts)} – ${time(ends)}`,
    dayOf: (moment) => ofMoment(moment, zone, long),
    day: (date) => ofDate(date, long),
    fullDay: (date) => ofDate(date, { ...long, year: 'numeric' }),
    plainDay: (date) => ofDate(date, { day: 'numeric', month: 'long' }),
    plainFullDay: (date) => ofDate(date, { day: 'numeric', month: 'long', year: 'numeric' }),
    shortDay: (date) => ofDate(date, { weekday: 'short', day: 'numeric', month: 'short' }),
  }
}
