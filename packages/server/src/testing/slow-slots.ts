import type { AgentCalendar, Slot, SlotQuestion } from '../scheduling/free-slots.ts'
import type { WorkingTimes } from '../scheduling/open-windows.ts'
import type { Range } from '../scheduling/range.ts'
import type { WallTime } from './wall-clock.ts'

const MINUTE = 60_000
const DAY = 1440 * MINUTE

/** Whether an agent works at an instant, by the definition. */
export function isAtWork(
  times: WorkingTimes,
  holidays: ReadonlySet<string>,
  { date, weekday, minute }: WallTime,
  instant: number,
): boolean {
  const weekly = holidays.has(date) ? [] : (times.weekly[weekday] ?? [])
  const hours = times.exceptions.get(date) ?? weekly
  return (
    hours.some(({ starts, ends }) => starts <= minute && minute < ends) &&
    !times.busy.some(({ from, until }) => from <= instant && instant < until)
  )
}

/**
 * The free slots by the definition: every minute of the range is held against every rule, and every minute of a
 * slot against the hours.
 *
 * @param wall the wall clock of the zone; offsets are whole minutes, so slots start at whole minutes
 */
export function slowSlots(question: SlotQuestion, wall: (instant: number) => WallTime): Slot[] {
  const { rules, now, range, booked } = question
  const last = new Date(Date.parse(wall(now).date) + rules.horizonDays * DAY).toISOString().slice(0, 10)
  const slots: Slot[] = []
  for (let starts = Math.ceil(range.from / MINUTE) * MINUTE; starts < range.until; starts += MINUTE) {
    const { date, minute } = wall(starts)
    if (minute % rules.every !== 0) continue
    if (starts < now + rules.shortestNotice * MINUTE) continue
    if (date > last) continue
    if (rules.mostPerDay > 0 && (booked.get(date) ?? 0) >= rules.mostPerDay) continue
    const agents = question.calendars.filter((calendar) => hasTime(calendar, question, wall, starts))
    if (agents.length === 0) continue
    const ends = starts + rules.duration * MINUTE
    slots.push({ starts, ends, agents: agents.map(({ agent }) => agent) })
  }
  return slots
}

function hasTime(
  { times, taken }: AgentCalendar,
  { rules, holidays }: SlotQuestion,
  wall: (instant: number) => WallTime,
  starts: number,
): boolean {
  const ends = starts + rules.duration * MINUTE
  const kept = { from: starts - rules.before * MINUTE, until: ends + rules.after * MINUTE }
  if ([...taken, ...times.busy].some((other) => overlap(kept, other))) return false
  for (let instant = starts; instant < ends; instant += MINUTE) {
    if (!isAtWork(times, holidays, wall(instant), instant)) return false
  }
  return true
}

/** Whether some instant is in both. */
export function overlap(a: Range, b: Range): boolean {
  return a.from < a.until && b.from < b.until && a.from < b.until && b.from < a.until
}
