import type { DayHours } from '@balie/desk-api/client'

/** Hours while they are written: a field may be empty. `00:00` as an end is midnight. */
export interface PeriodDraft {
  readonly starts: string
  readonly ends: string
}

/** The periods of each day, Monday first. */
export type WeekDraft = readonly (readonly PeriodDraft[])[]

/** The most periods that a day can have. */
export const MOST_PERIODS = 12

const first: PeriodDraft = { starts: '09:00', ends: '17:00' }

/** Hours as they are written: a field for a time of day knows no `24:00`. */
export function draftOf(hours: readonly DayHours[]): readonly PeriodDraft[] {
  return hours.map(({ starts, ends }) => ({ starts, ends: ends === '24:00' ? '00:00' : ends }))
}

/** Hours as they are sent, in the order of time. Only for periods in which nothing is wrong. */
export function hoursOf(periods: readonly PeriodDraft[]): DayHours[] {
  return periods
    .map(({ starts, ends }) => ({ starts, ends: ends === '00:00' ? '24:00' : ends }))
    .sort((a, b) => a.starts.localeCompare(b.starts))
}

/** With one more: a working day on an empty one, else one to be filled in. */
export function withPeriod(periods: readonly PeriodDraft[]): readonly PeriodDraft[] {
  if (periods.length >= MOST_PERIODS) return periods
  return [...periods, periods.length === 0 ? first : { starts: '', ends: '' }]
}

/** Without the one at a place. */
export function withoutPeriod(periods: readonly PeriodDraft[], at: number): readonly PeriodDraft[] {
  return periods.toSpliced(at, 1)
}

/** With another start or end at a place. */
export function withTime(
  periods: readonly PeriodDraft[],
  at: number,
  part: Partial<PeriodDraft>,
): readonly PeriodDraft[] {
  return periods.map((period, index) => (index === at ? { ...period, ...part } : period))
}

/** With other periods on a day. */
export function withDay(week: WeekDraft, day: number, periods: readonly PeriodDraft[]): WeekDraft {
  return week.map((present, index) => (index === day ? periods : present))
}

/** With the periods of Monday on Tuesday to Friday too. */
export function likeMonday(week: WeekDraft): WeekDraft {
  return week.map((present, day) => (day > 0 && day < 5 ? (week[0] ?? []) : present))
}

/** Whether two weeks say the same. */
export function sameWeek(a: WeekDraft, b: WeekDraft): boolean {
  const told = (week: WeekDraft) => JSON.stringify(week.map((periods) => hoursOf(periods)))
  return told(a) === told(b)
}
