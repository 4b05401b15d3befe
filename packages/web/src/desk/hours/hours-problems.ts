import type { DeskKey } from '../words/desk-key.ts'
import type { PeriodDraft, WeekDraft } from './week-draft.ts'

/** What is wrong with a period. */
export type PeriodProblem = Extract<
  DeskKey,
  'hours.problem.missing' | 'hours.problem.same' | 'hours.problem.overlap'
>

const dayLength = 1440
const weekLength = 7 * dayLength

/** Whether a period goes on after midnight. Not wrong, but worth a word: it is seldom meant. */
export function crossesMidnight({ starts, ends }: PeriodDraft): boolean {
  return isTime(starts) && isTime(ends) && ends !== '00:00' && ends < starts
}

/** For each period of each day what is wrong with it. What goes on after midnight meets the next day; Sunday meets Monday. */
export function weekProblems(week: WeekDraft): readonly (readonly (PeriodProblem | undefined)[])[] {
  const spans = week.flatMap((periods, day) =>
    periods.flatMap((period, index) => {
      const span = spanOf(period)
      return span === undefined
        ? []
        : [{ day, index, from: day * dayLength + span.from, length: span.length }]
    }),
  )
  const overlaps = (day: number, index: number) => {
    const own = spans.find((span) => span.day === day && span.index === index)
    return own !== undefined && spans.some((other) => other !== own && meet(own, other))
  }
  return week.map((periods, day) =>
    periods.map(
      (period, index) => ownProblem(period) ?? (overlaps(day, index) ? 'hours.problem.overlap' : undefined),
    ),
  )
}

/** The same for the periods of one day that stands alone. */
export function dayProblems(periods: readonly PeriodDraft[]): readonly (PeriodProblem | undefined)[] {
  return weekProblems([periods])[0] ?? []
}

/** Whether something is wrong. */
export function hasProblem(problems: readonly (readonly (PeriodProblem | undefined)[])[]): boolean {
  return problems.some((day) => day.some((problem) => problem !== undefined))
}

function ownProblem({ starts, ends }: PeriodDraft): PeriodProblem | undefined {
  if (!isTime(starts) || !isTime(ends)) return 'hours.problem.missing'
  return starts === ends && starts !== '00:00' ? 'hours.problem.same' : undefined
}

function spanOf(period: PeriodDraft): { from: number; length: number } | undefined {
  if (ownProblem(period) !== undefined) return undefined
  const from = minutesOf(period.starts)
  const until = minutesOf(period.ends)
  return { from, length: until > from ? until - from : until + dayLength - from }
}

/** Whether two spans of the week have a minute in common; the week is a circle. */
function meet(a: { from: number; length: number }, b: { from: number; length: number }): boolean {
  const ahead = (b.from - a.from + weekLength) % weekLength
  return ahead < a.length || weekLength - ahead < b.length
}

const isTime = (time: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(time)
const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
