import type { HoursException } from '@balie/desk-api/client'
import type { DeskKey } from '../words/desk-key.ts'
import { dayProblems, hasProblem } from './hours-problems.ts'
import { draftOf, hoursOf, type PeriodDraft, withPeriod } from './week-draft.ts'

/** An exception while it is written. */
export interface ExceptionDraft {
  readonly date: string
  /** Other hours; else one does not work. */
  readonly works: boolean
  readonly periods: readonly PeriodDraft[]
}

/** Nothing filled in: a day on which one does not work. */
export const emptyException: ExceptionDraft = { date: '', works: false, periods: withPeriod([]) }

/** An exception to be changed. */
export function exceptionDraft({ date, hours }: HoursException): ExceptionDraft {
  return { date, works: hours.length > 0, periods: hours.length > 0 ? draftOf(hours) : withPeriod([]) }
}

/** As it is sent. Only for one in which nothing is wrong. */
export function exceptionOf({ date, works, periods }: ExceptionDraft): HoursException {
  return { date, hours: works ? hoursOf(periods) : [] }
}

/** What is wrong with the date, if anything; `today` is the organisation's. */
export function dateProblem(date: string, today: string): DeskKey | undefined {
  if (date === '') return 'exception.problem.missing'
  return date < today ? 'exception.problem.past' : undefined
}

/** Whether it can be saved. */
export function isExceptionRight(draft: ExceptionDraft, today: string): boolean {
  if (dateProblem(draft.date, today) !== undefined) return false
  return !draft.works || (draft.periods.length > 0 && !hasProblem([dayProblems(draft.periods)]))
}
