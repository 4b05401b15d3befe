/** Part of a local day, half-open, in minutes of the wall clock: `0 <= starts < ends <= 1440`. */
export interface Hours {
  readonly starts: number
  readonly ends: number
}

/** Minutes that the wall clock can show in a day. */
export const MINUTES_OF_DAY = 1440

/** `outside`: no whole minutes of a day; `empty`: ends before it begins, or at once; `overlap`: twice at work. */
export type HoursProblem = 'overlap' | 'outside' | 'empty'

/** What is wrong with the hours of one day, in whatever order; undefined: nothing. Adjacent hours are fine. */
export function hoursProblem(hours: readonly Hours[]): HoursProblem | undefined {
  if (!hours.every(({ starts, ends }) => isMinuteOfDay(starts) && isMinuteOfDay(ends))) return 'outside'
  if (hours.some(({ starts, ends }) => ends <= starts)) return 'empty'
  const sorted = hours.toSorted((a, b) => a.starts - b.starts)
  const overlaps = sorted.some(({ starts }, i) => starts < (sorted[i - 1]?.ends ?? 0))
  return overlaps ? 'overlap' : undefined
}

function isMinuteOfDay(minute: number): boolean {
  return Number.isInteger(minute) && minute >= 0 && minute <= MINUTES_OF_DAY
}
