import { type DayPiece, minuteInPiece } from './day-pieces.ts'
import { addDays, localDate, startOfDay } from './local-days.ts'
import { commonRange, type Range } from './range.ts'
import type { SlotRules } from './slot-rules.ts'

const MINUTE = 60_000

/** What decides when slots may begin, whoever has time for them. */
export interface StartRules {
  readonly rules: SlotRules
  /** IANA name. */
  readonly zone: string
  /** Milliseconds since 1970. */
  readonly now: number
  /** Slots begin within it. */
  readonly range: Range
  /** Local ISO date to how many appointments of the purpose begin on it. */
  readonly booked: ReadonlyMap<string, number>
}

/** The instants outside which no slot begins; undefined: there are none. The horizon is exact only in {@link slotStarts}. */
export function startRange({ rules, zone, now, range }: StartRules): Range | undefined {
  // A day later than needed: where the clock goes back over midnight, the last day comes again after its end.
  const until = startOfDay(addDays(lastDate(rules, zone, now), 2), zone)
  return commonRange(range, { from: now + rules.shortestNotice * MINUTE, until })
}

/** When slots may begin, in order of time: at times of the wall clock, within the horizon, on days that are not full. */
export function slotStarts(
  { rules, zone, now, booked }: StartRules,
  range: Range,
  pieces: readonly DayPiece[],
): number[] {
  const last = lastDate(rules, zone, now)
  const isFull = (date: string) => rules.mostPerDay > 0 && (booked.get(date) ?? 0) >= rules.mostPerDay
  return pieces.flatMap((piece) => {
    const within = commonRange(piece, range)
    if (within === undefined || piece.date > last || isFull(piece.date)) return []
    return startsInPiece(piece, within, rules.every)
  })
}

function startsInPiece(piece: DayPiece, { from, until }: Range, every: number): number[] {
  const starts: number[] = []
  const first = Math.ceil((from - piece.midnight) / (every * MINUTE)) * every
  for (let minute = first; minuteInPiece(piece, minute) < until; minute += every) {
    starts.push(minuteInPiece(piece, minute))
  }
  return starts
}

function lastDate(rules: SlotRules, zone: string, now: number): string {
  return addDays(localDate(now, zone), rules.horizonDays)
}
