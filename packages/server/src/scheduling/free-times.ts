import type { FreeTimes } from '@balie/desk-api'
import type { Clock } from '@balie/sdk'
import type { ScheduleConfig } from '../config/config.ts'
import type { Database } from '../store/database.ts'
import type { AgentCalendars, Calendars } from './agent-calendars.ts'
import { freeSlots, type Slot } from './free-slots.ts'
import { addDays, localDate, rangeOfDays } from './local-days.ts'
import type { Range } from './range.ts'
import type { SchedulingPurpose } from './scheduling-purpose.ts'

/** What is free, computed at each question: nothing is kept of it (FL-7). */
export interface FreeTimesOfPurposes {
  /**
   * A page of days on which something is free.
   *
   * @param from the first day to look at; absent: the first with something free
   * @param session whose own time is in nobody's way
   */
  page(purpose: SchedulingPurpose, from?: string, session?: string): Promise<FreeTimes>
  /** The slots that begin within a range, with who is free, and how busy everybody is. */
  slots(
    purpose: SchedulingPurpose,
    range: Range,
    session?: string,
  ): Promise<Calendars & { readonly slots: readonly Slot[] }>
  /** The first free time after a moment. */
  nextAfter(purpose: SchedulingPurpose, after: number): Promise<number | undefined>
}

/** In which a next free time is looked for first, milliseconds. */
const SOON = 3 * 24 * 60 * 60_000

/** How many days with something free are on a page. */
const DAYS = 5

export interface FreeTimesParts {
  readonly database: Database
  readonly calendars: AgentCalendars
  readonly schedule: ScheduleConfig
  readonly clock: Clock
}

export function createFreeTimes({
  database,
  calendars,
  schedule,
  clock,
}: FreeTimesParts): FreeTimesOfPurposes {
  const { zone, holidays } = schedule
  const today = () => localDate(clock.now(), zone)
  const horizonOf = ({ appointment }: SchedulingPurpose) =>
    rangeOfDays(today(), appointment.horizonDays + 1, zone)

  async function slots(purpose: SchedulingPurpose, range: Range, session?: string) {
    const { appointment: rules } = purpose
    // A slot at the end of the range may reach into the next day.
    const wide = { from: range.from, until: range.until + rules.duration * 60_000 }
    const [known, booked] = await Promise.all([
      calendars.ofTeam(purpose.team, wide, session),
      rules.mostPerDay === 0 ? new Map<string, number>() : bookedPerDay(purpose.tag, range),
    ])
    const question = { rules, zone, holidays, calendars: known.calendars, now: clock.now(), range, booked }
    return { ...known, slots: freeSlots(question) }
  }

  /** How many of the purpose begin on each day, held ones included. */
  async function bookedPerDay(purpose: string, range: Range): Promise<Map<string, number>> {
    const rows = await database
      .selectFrom('appointment_times')
      .select(({ fn }) => ['day', fn.countAll<number>().as('count')])
      .where('purpose', '=', purpose)
      .where('day', '>=', localDate(range.from, zone))
      .where('day', '<=', localDate(range.until, zone))
      .where((where) => where.or([where('state', '=', 'booked'), where('held_until', '>', clock.now())]))
      .groupBy('day')
      .execute()
    return new Map(rows.map(({ day, count }) => [day, Number(count)]))
  }

  return {
    slots,

    async page(purpose, from, session) {
      const { slots: all } = await slots(purpose, horizonOf(purpose), session)
      const byDay = Map.groupBy(all, ({ starts }) => localDate(starts, zone))
      const days = [...byDay.keys()]
      const first = from ?? days[0] ?? today()
      const shown = days.filter((day) => day >= first).slice(0, DAYS)
      const last = shown.at(-1)
      const until = last === undefined ? addDays(first, 1) : addDays(last, 1)
      const next = days.find((day) => day >= until)
      const previous = days.filter((day) => day < first).slice(-DAYS)[0]
      return {
        zone,
        days: shown.map((date) => ({ date, starts: (byDay.get(date) ?? []).map(({ starts }) => starts) })),
        from: first,
        until,
        ...(next !== undefined && { next }),
        ...(previous !== undefined && { previous }),
      }
    },

    async nextAfter(purpose, after) {
      const horizon = horizonOf(purpose)
      const from = Math.max(after, horizon.from)
      const soon = Math.min(from + SOON, horizon.until)
      // Mostly it is within days, and many may ask at once.
      for (const range of [{ from, until: soon }, { from: soon, until: horizon.until }, horizon]) {
        const [first] = (await slots(purpose, range)).slots
        if (first) return first.starts
      }
      return undefined
    },
  }
}
