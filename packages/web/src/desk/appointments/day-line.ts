import type { DeskAppointment, MeetingTime } from '@balie/desk-api/client'
import { dateIn, timeIn, weekdayOf } from './calendar-date.ts'

/** Something in the line of a day. `free`: one works and has no appointment. `away`: one does not work between two times that one does. */
export type DayEntry =
  | { readonly kind: 'appointment'; readonly starts: number; readonly appointment: DeskAppointment }
  | { readonly kind: 'free' | 'away'; readonly starts: number; readonly ends: number }

/** One day of a week, with everything in it in the order of time. */
export interface DayLine {
  readonly date: string
  /** Whether this agent works on that day, or would have. */
  readonly works: boolean
  readonly entries: readonly DayEntry[]
}

/** What the lines are made of. */
export interface DayLineParts {
  readonly zone: string
  readonly dates: readonly string[]
  /** Those to show. */
  readonly appointments: readonly DeskAppointment[]
  /** When this agent works; no time goes on after midnight. */
  readonly working: readonly MeetingTime[]
  /** Those of this agent that are still to be kept free for, shown or not. */
  readonly own: readonly DeskAppointment[]
}

const shortest = 5 * 60_000

/** A line for each date. What begins on a day stands on that day, also when it ends on the next. */
export function dayLines({ zone, dates, appointments, working, own }: DayLineParts): readonly DayLine[] {
  const shown = Map.groupBy(appointments, ({ starts }) => dateIn(zone, starts))
  // By day first: times that touch at midnight are of two days.
  const worked = Map.groupBy(working, ({ starts }) => dateIn(zone, starts))
  const taken = own.filter(takesTime)
  return dates.map((date) => {
    const hours = merged(worked.get(date) ?? [])
    const entries: DayEntry[] = [
      ...(shown.get(date) ?? []).map(
        (appointment) => ({ kind: 'appointment', starts: appointment.starts, appointment }) as const,
      ),
      ...hours.flatMap((time) => without(time, taken).map((gap) => ({ kind: 'free', ...gap }) as const)),
      ...hours.flatMap(({ ends }, index) => {
        const next = hours[index + 1]
        return next === undefined ? [] : [{ kind: 'away', starts: ends, ends: next.starts } as const]
      }),
    ]
    return { date, works: hours.length > 0, entries: entries.sort(inOrder) }
  })
}

/** Without a Saturday and Sunday on which there is nothing, and which are not today. */
export function withoutEmptyWeekend(lines: readonly DayLine[], today: string): readonly DayLine[] {
  return lines.filter(
    ({ date, works, entries }) => weekdayOf(date) < 5 || works || entries.length > 0 || date === today,
  )
}

/** Whether the time of one day is the whole of it. */
export function isAllDay(zone: string, working: readonly MeetingTime[]): boolean {
  const [time, ...others] = merged(working)
  return time !== undefined && others.length === 0 && timeIn(zone, time.starts) === timeIn(zone, time.ends)
}

function inOrder(a: DayEntry, b: DayEntry): number {
  return a.starts - b.starts || idOf(a).localeCompare(idOf(b))
}

const idOf = (entry: DayEntry) => (entry.kind === 'appointment' ? entry.appointment.id : '')

/** Whether nothing else can be in its time. */
function takesTime({ state, outcome }: DeskAppointment): boolean {
  return state !== 'ended' || outcome === 'held'
}

function merged(times: readonly MeetingTime[]): MeetingTime[] {
  const result: MeetingTime[] = []
  for (const time of [...times].sort((a, b) => a.starts - b.starts)) {
    const last = result.at(-1)
    if (last !== undefined && time.starts <= last.ends) {
      result[result.length - 1] = { starts: last.starts, ends: Math.max(last.ends, time.ends) }
    } else result.push(time)
  }
  return result
}

/** What is left of a time; shreds of less than five minutes are not worth a word. */
function without(time: MeetingTime, taken: readonly MeetingTime[]): MeetingTime[] {
  const gaps: MeetingTime[] = []
  let from = time.starts
  for (const { starts, ends } of merged(taken)) {
    if (ends <= from || starts >= time.ends) continue
    gaps.push({ starts: from, ends: starts })
    from = ends
  }
  gaps.push({ starts: from, ends: time.ends })
  return gaps.filter(({ starts, ends }) => ends - starts >= shortest)
}
