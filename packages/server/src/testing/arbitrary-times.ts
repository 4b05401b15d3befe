import fc from 'fast-check'
import type { AgentCalendar, SlotQuestion } from '../scheduling/free-slots.ts'
import type { Hours } from '../scheduling/hours.ts'
import type { WorkingTimes } from '../scheduling/open-windows.ts'
import type { Range } from '../scheduling/range.ts'
import type { SlotRules } from '../scheduling/slot-rules.ts'

const MINUTE = 60_000
const DAY = 1440 * MINUTE

/** Days on which clocks change, or years; and one on which nothing does. */
const PLACES: readonly (readonly [zone: string, date: string])[] = [
  ['Europe/Amsterdam', '2026-10-25'],
  ['Europe/Amsterdam', '2027-03-28'],
  ['Europe/Amsterdam', '2026-12-31'],
  ['Europe/Amsterdam', '2026-06-10'],
  // No 00:00, and two times 23:00.
  ['America/Santiago', '2026-09-06'],
  ['America/Santiago', '2026-04-04'],
  ['Australia/Sydney', '2026-10-04'],
  ['Australia/Sydney', '2027-04-04'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Australia/Lord_Howe', '2027-04-04'],
  ['Asia/Kolkata', '2026-12-31'],
  ['America/St_Johns', '2026-11-01'],
  ['America/St_Johns', '2027-03-14'],
  // Back over midnight, so that a date comes again.
  ['America/St_Johns', '2010-11-07'],
  ['Africa/Casablanca', '2027-02-07'],
  // A date that never was.
  ['Pacific/Apia', '2011-12-30'],
]

/** What holds for everybody, and a time at which something happens to the clock. */
export interface Surroundings {
  readonly zone: string
  readonly holidays: ReadonlySet<string>
  readonly range: Range
  /** ISO dates in and around the range. */
  readonly dates: readonly string[]
}

/** Zones and ranges of at most three days, most of them around a change of the clock. */
export const surroundings: fc.Arbitrary<Surroundings> = fc.constantFrom(...PLACES).chain(([zone, date]) => {
  const dates = [-3, -2, -1, 0, 1, 2, 3].map((n) =>
    new Date(Date.parse(date) + n * DAY).toISOString().slice(0, 10),
  )
  return fc.record({
    zone: fc.constant(zone),
    holidays: fc.uniqueArray(fc.constantFrom(...dates), { maxLength: 2 }).map((days) => new Set(days)),
    range: rangeAfter(Date.parse(date) - 2 * DAY, 3 * DAY, 3 * DAY),
    dates: fc.constant(dates),
  })
})

/** Hours of a day as anybody may have typed them: often none, often up to and from midnight. */
const hours: fc.Arbitrary<readonly Hours[]> = fc.oneof(
  { weight: 1, arbitrary: fc.constant([]) },
  { weight: 2, arbitrary: fc.constant([{ starts: 0, ends: 1440 }]) },
  {
    weight: 4,
    arbitrary: fc.array(
      fc
        .tuple(minuteOfDay(), minuteOfDay())
        .filter(([a, b]) => a !== b)
        .map(([a, b]) => ({ starts: Math.min(a, b), ends: Math.max(a, b) })),
      { minLength: 1, maxLength: 3 },
    ),
  },
)

function minuteOfDay(): fc.Arbitrary<number> {
  return fc.oneof(fc.integer({ min: 0, max: 1440 }), fc.constantFrom(0, 60, 90, 120, 150, 180, 1380, 1440))
}

/** A range that begins up to so much after an instant; mostly at whole minutes, sometimes empty. */
function rangeAfter(instant: number, after: number, longest: number): fc.Arbitrary<Range> {
  const milliseconds = (max: number) =>
    fc.oneof(
      { weight: 6, arbitrary: fc.integer({ min: 0, max: max / MINUTE }).map((n) => n * MINUTE) },
      // A millisecond decides.
      { weight: 1, arbitrary: fc.integer({ min: 0, max: max / MINUTE }).map((n) => n * MINUTE + 1) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: max / MINUTE + 1 }).map((n) => n * MINUTE - 1) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max }) },
    )
  return fc
    .tuple(milliseconds(after), milliseconds(longest))
    .map(([later, length]) => ({ from: instant + later, until: instant + later + length }))
}

/** Working times with exceptions and busy times in these surroundings. */
export function workingTimes({ dates, range }: Surroundings): fc.Arbitrary<WorkingTimes> {
  return fc.record({
    weekly: fc.array(hours, { minLength: 7, maxLength: 7 }),
    exceptions: fc
      .array(fc.tuple(fc.constantFrom(...dates), hours), { maxLength: 2 })
      .map((exceptions) => new Map(exceptions)),
    busy: fc.array(rangeAfter(range.from - DAY / 2, 3 * DAY, DAY / 4), { maxLength: 3 }),
  })
}

const rules: fc.Arbitrary<SlotRules> = fc.record({
  duration: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 1, max: 120 }) },
    { weight: 1, arbitrary: fc.integer({ min: 120, max: 1600 }) },
  ),
  before: fc.constantFrom(0, 0, 5, 30, 61),
  after: fc.constantFrom(0, 0, 10, 30, 59),
  every: fc.constantFrom(1, 5, 7, 10, 15, 30, 60, 90, 1440),
  shortestNotice: fc.constantFrom(0, 0, 1, 60, 1440, 2000),
  horizonDays: fc.constantFrom(0, 1, 2, 3, 4, 6, 9),
  mostPerDay: fc.constantFrom(0, 0, 1, 2, 3),
})

/** Questions for slots of one to three agents; about half of them have slots. */
export const slotQuestion: fc.Arbitrary<SlotQuestion> = surroundings.chain((around) => {
  const { zone, holidays, range, dates } = around
  const calendar: fc.Arbitrary<Omit<AgentCalendar, 'agent'>> = fc.record({
    times: workingTimes(around),
    taken: fc.array(rangeAfter(range.from - DAY / 2, 3 * DAY, DAY / 8), { maxLength: 4 }),
  })
  return fc.record({
    rules,
    zone: fc.constant(zone),
    holidays: fc.constant(holidays),
    calendars: fc
      .array(calendar, { minLength: 1, maxLength: 3 })
      .map((calendars) => calendars.map((rest, i) => ({ agent: `agent-${3 - i}`, ...rest }))),
    now: rangeAfter(range.from - 3 * DAY, 4 * DAY, 0).map(({ from }) => from),
    range: fc.constant(range),
    booked: fc
      .array(fc.tuple(fc.constantFrom(...dates), fc.integer({ min: 0, max: 3 })), { maxLength: 4 })
      .map((booked) => new Map(booked)),
  })
})
