import { type DayPiece, dayPieces, minuteInPiece } from './day-pieces.ts'
import type { Hours } from './hours.ts'
import { commonRange, type Range, withoutRanges } from './range.ts'

/** When an agent works. */
export interface WorkingTimes {
  /** Seven lists of hours, Monday first. */
  readonly weekly: readonly (readonly Hours[])[]
  /** By ISO date: the hours of that day instead. An empty list: none. */
  readonly exceptions: ReadonlyMap<string, readonly Hours[]>
  /** When the agent cannot, whatever the hours say. */
  readonly busy: readonly Range[]
}

/**
 * When an agent works within a range: whenever the wall clock of the zone shows a time within the hours of the
 * date that it then has, and the agent is not busy. So an hour that is shown twice counts twice, and an hour that
 * is skipped does not exist.
 *
 * @param holidays ISO dates without hours, except for an agent who has an exception for that date
 * @returns sorted; windows that touch are one, also across midnight
 * @throws RangeError for a zone that does not exist
 */
export function openWindows(
  times: WorkingTimes,
  holidays: ReadonlySet<string>,
  zone: string,
  range: Range,
): Range[] {
  return windowsInPieces(times, holidays, dayPieces(range, zone))
}

/** The same within days that were found before, for many agents. */
export function windowsInPieces(
  times: WorkingTimes,
  holidays: ReadonlySet<string>,
  pieces: readonly DayPiece[],
): Range[] {
  const windows = pieces.flatMap((piece) =>
    hoursOf(times, holidays, piece).flatMap(({ starts, ends }) => {
      const hours = { from: minuteInPiece(piece, starts), until: minuteInPiece(piece, ends) }
      return commonRange(piece, hours) ?? []
    }),
  )
  return withoutRanges(windows, times.busy)
}

function hoursOf(
  { weekly, exceptions }: WorkingTimes,
  holidays: ReadonlySet<string>,
  { date, weekday }: DayPiece,
): readonly Hours[] {
  const exception = exceptions.get(date)
  if (exception !== undefined) return exception
  return holidays.has(date) ? [] : (weekly[weekday] ?? [])
}
