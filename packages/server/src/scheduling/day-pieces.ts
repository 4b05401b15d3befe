import { Temporal } from '@js-temporal/polyfill'
import type { Range } from './range.ts'

const MINUTE = 60_000
const DAY = 1440 * MINUTE

/**
 * Instants of one local date between which the zone's clock is not changed. A day is one piece, or two where its
 * clock changes.
 */
export interface DayPiece extends Range {
  /** ISO. */
  readonly date: string
  /** 0 is Monday. */
  readonly weekday: number
  /** When it would have been 00:00 if the clock had always gone as in this piece; perhaps outside it. */
  readonly midnight: number
}

/**
 * The instants of a range by local date, in order of time. Where the clock goes back over midnight, a date comes
 * again.
 *
 * @param range whole milliseconds
 * @throws RangeError for a zone that does not exist
 */
export function dayPieces(range: Range, zone: string): DayPiece[] {
  return stretches(range, zone).flatMap(({ from, until, offset }) => {
    const pieces: DayPiece[] = []
    for (let day = Math.floor((from + offset) / DAY); day * DAY < until + offset; day += 1) {
      const midnight = day * DAY - offset
      pieces.push({
        date: new Date(day * DAY).toISOString().slice(0, 10),
        // 1970 began on a Thursday; before it, days are negative.
        weekday: (((day + 3) % 7) + 7) % 7,
        midnight,
        from: Math.max(from, midnight),
        until: Math.min(until, midnight + DAY),
      })
    }
    return pieces
  })
}

/** The instant of a minute of the day, if the clock always goes as in the piece; perhaps outside it. */
export function minuteInPiece({ midnight }: DayPiece, minute: number): number {
  return midnight + minute * MINUTE
}

interface Stretch extends Range {
  /** How far the local clock is ahead, milliseconds. */
  readonly offset: number
}

/** The range, cut where the offset changes. */
function stretches({ from, until }: Range, zone: string): Stretch[] {
  if (from >= until) return []
  const found: Stretch[] = []
  let here: Temporal.ZonedDateTime | null =
    Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone)
  while (here !== null && here.epochMilliseconds < until) {
    const next: Temporal.ZonedDateTime | null = here.getTimeZoneTransition('next')
    found.push({
      from: here.epochMilliseconds,
      until: Math.min(next?.epochMilliseconds ?? until, until),
      offset: here.offsetNanoseconds / 1e6,
    })
    here = next
  }
  return found
}
