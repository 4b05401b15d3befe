import { dayPieces } from './day-pieces.ts'
import { type WorkingTimes, windowsInPieces } from './open-windows.ts'
import { mergeRanges, type Range, withoutRanges } from './range.ts'
import type { SlotRules } from './slot-rules.ts'
import { type StartRules, slotStarts, startRange } from './slot-starts.ts'

const MINUTE = 60_000

/** What one agent does and has to do. */
export interface AgentCalendar {
  readonly agent: string
  readonly times: WorkingTimes
  /** What other appointments block, with their own time before and after. */
  readonly taken: readonly Range[]
}

/** A time at which an appointment can be; milliseconds since 1970. */
export interface Slot {
  readonly starts: number
  readonly ends: number
  /** Who is free, at least one, in the order in which they were given. */
  readonly agents: readonly string[]
}

/** What slots are asked for. Instants in whole milliseconds, everything else as its type says. */
export interface SlotQuestion extends StartRules {
  /** ISO dates without hours, except for an agent who has an exception for that date. */
  readonly holidays: ReadonlySet<string>
  readonly calendars: readonly AgentCalendar[]
}

/**
 * The slots at which some agent is free, sorted by when they start. A slot lies within one open window of the
 * agent; with the time kept before and after it, it overlaps nothing that is taken, and no time at which the
 * agent is busy. Nothing is kept from one call to the next.
 *
 * @throws RangeError for a zone that does not exist
 */
export function freeSlots(question: SlotQuestion): Slot[] {
  const { rules, zone, holidays, calendars } = question
  const range = startRange(question)
  if (range === undefined) return []
  const duration = rules.duration * MINUTE
  const pieces = dayPieces({ from: range.from, until: range.until + duration }, zone)
  const agents = calendars.map((calendar) => {
    const windows = windowsInPieces(calendar.times, holidays, pieces)
    return { agent: calendar.agent, mayStart: createAscendingLookUp(freeStarts(calendar, windows, rules)) }
  })
  return slotStarts(question, range, pieces).flatMap((starts) => {
    const free = agents.filter(({ mayStart }) => mayStart(starts)).map(({ agent }) => agent)
    return free.length === 0 ? [] : [{ starts, ends: starts + duration, agents: free }]
  })
}

/** The instants at which a slot of this agent could start, were it not for the clock on the wall. */
function freeStarts({ times, taken }: AgentCalendar, windows: readonly Range[], rules: SlotRules): Range[] {
  const duration = rules.duration * MINUTE
  // Whole milliseconds: a slot may still start at the last instant from which it just fits.
  const fits = windows.map(({ from, until }) => ({ from, until: until - duration + 1 }))
  // Merged before they are widened: an empty one blocks nothing.
  const blocked = mergeRanges([...taken, ...times.busy]).map(({ from, until }) => ({
    from: from - rules.after * MINUTE - duration + 1,
    until: until + rules.before * MINUTE,
  }))
  return withoutRanges(fits, blocked)
}

/** Whether an instant is in one of sorted ranges; asked about instants in ascending order only. */
function createAscendingLookUp(ranges: readonly Range[]): (instant: number) => boolean {
  let at = 0
  return (instant) => {
    while ((ranges[at]?.until ?? Infinity) <= instant) at += 1
    return (ranges[at]?.from ?? Infinity) <= instant
  }
}
