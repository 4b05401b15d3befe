import type { BusyTime, NewBusyTime } from '@balie/desk-api/client'
import { dateIn, timeIn } from '../appointments/calendar-date.ts'
import type { DeskKey } from '../words/desk-key.ts'

/** A busy time while it is written: a field may be empty. */
export interface BusyDraft {
  readonly from: { readonly date: string; readonly time: string }
  readonly until: { readonly date: string; readonly time: string }
}

/** What is wrong with it, and at which end. */
export interface BusyProblem {
  readonly at: 'from' | 'until'
  readonly text: DeskKey
}

/** Nothing filled in but the day. */
export function emptyBusy(date: string): BusyDraft {
  return { from: { date, time: '' }, until: { date, time: '' } }
}

/** With another end. A start on a later day takes the end along, which would lie before it. */
export function withBusy(
  draft: BusyDraft,
  at: 'from' | 'until',
  part: Partial<BusyDraft['from']>,
): BusyDraft {
  const next = { ...draft, [at]: { ...draft[at], ...part } }
  return next.from.date > next.until.date && at === 'from'
    ? { ...next, until: { ...next.until, date: next.from.date } }
    : next
}

/** What is wrong with it, if anything; `today` is the organisation's. */
export function busyProblem({ from, until }: BusyDraft, today: string): BusyProblem | undefined {
  if (from.date === '' || from.time === '') return { at: 'from', text: 'busy.problem.missing' }
  if (until.date === '' || until.time === '') return { at: 'until', text: 'busy.problem.missing' }
  if (wordOf(until) <= wordOf(from)) return { at: 'until', text: 'busy.problem.order' }
  return until.date < today ? { at: 'until', text: 'busy.problem.past' } : undefined
}

/** A busy time as one would fill it in again: for bringing back what was removed. */
export function busyAgain({ starts, ends }: BusyTime, zone: string): NewBusyTime {
  const end = (moment: number) => ({ date: dateIn(zone, moment), time: timeIn(zone, moment) })
  return { from: end(starts), until: end(ends) }
}

const wordOf = ({ date, time }: BusyDraft['from']) => `${date} ${time}`
