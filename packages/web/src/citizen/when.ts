import type { Words } from '../ui/words/words.ts'
import type { CitizenKey } from './words/citizen-key.ts'

/** Moments in words, in the time of one zone. */
export interface When {
  /** Such as `dinsdag 27 oktober`. */
  day(moment: number): string
  /** The same for a day of the calendar, such as `2026-10-27`. */
  date(date: string): string
  /** A time of day with its word, such as `10.30 uur`. Says which, where the clock shows it twice on that day. */
  time(moment: number): string
  /** The same without its word, for where there are many. */
  clock(moment: number): string
  /** Day and time, such as `dinsdag 27 oktober om 10.30 uur`. */
  moment(moment: number): string
  /** From and until on a day, such as `10.30 tot 11.00 uur`. */
  span(starts: number, ends: number): string
}

const hour = 3600_000
const shifts = [hour, hour / 2]

/**
 * Words for moments, in the language that `words` has now.
 *
 * @param zone such as `Europe/Amsterdam`; the browser's own when left out
 */
export function createWhen(words: Words<CitizenKey>, zone?: string): When {
  const dutch = words.locale.get() === 'nl'
  const language = dutch ? 'nl-NL' : 'en-GB'
  const inZone = zone === undefined ? {} : { timeZone: zone }
  const dayForm = { weekday: 'long', day: 'numeric', month: 'long' } as const
  const days = new Intl.DateTimeFormat(language, { ...dayForm, ...inZone })
  const dates = new Intl.DateTimeFormat(language, { ...dayForm, timeZone: 'UTC' })
  const clocks = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...inZone,
  })

  const bare = (moment: number) => {
    const shown = clocks.format(moment)
    return dutch ? shown.replace(/^0/, '').replace(':', '.') : shown
  }
  const looks = (moment: number) => `${days.format(moment)} ${clocks.format(moment)}`
  // The night on which clocks go back has an hour twice (in one zone half an hour).
  function which(moment: number, time: string): string {
    const shown = looks(moment)
    if (shifts.some((shift) => looks(moment + shift) === shown)) return words.text('when.summer', { time })
    if (shifts.some((shift) => looks(moment - shift) === shown)) return words.text('when.winter', { time })
    return time
  }
  const clock = (moment: number) => which(moment, bare(moment))
  const time = (moment: number) => which(moment, words.text('when.time', { time: bare(moment) }))

  return {
    clock,
    time,
    day: (moment) => days.format(moment),
    date: (date) => dates.format(Date.parse(date)),
    moment: (moment) => words.text('when.moment', { day: days.format(moment), time: time(moment) }),
    span: (starts, ends) => words.text('when.span', { starts: clock(starts), ends: time(ends) }),
  }
}
