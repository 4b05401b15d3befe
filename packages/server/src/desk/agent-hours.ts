import type { AgentHours, BusyTime, DayHours, HoursException, NewBusyTime } from '@balie/desk-api'
import { type Clock, type Random, randomText } from '@balie/sdk'
import type { ScheduleConfig } from '../config/config.ts'
import { BalieError } from '../errors/balie-error.ts'
import type { AgentCalendars } from '../scheduling/agent-calendars.ts'
import { type Hours, hoursProblem, MINUTES_OF_DAY } from '../scheduling/hours.ts'
import { instantAt } from '../scheduling/instant-at.ts'
import { isDate } from '../scheduling/is-date.ts'
import { addDays, localDate, rangeOfDays } from '../scheduling/local-days.ts'
import { openWindows } from '../scheduling/open-windows.ts'
import { readTimeOfDay, timeOfDayText } from '../scheduling/time-of-day.ts'
import type { Database } from '../store/database.ts'

/** When an agent works, as the agent sets it at the desk. */
export interface HoursOfAgents {
  of(agent: string): Promise<AgentHours>
  /** Sets the weekly hours; `null`: the organisation's. @throws {BalieError} HOURS_INVALID */
  setWeekly(agent: string, weekly: readonly (readonly DayHours[])[] | null): Promise<void>
  /** Sets the hours of one day. @throws {BalieError} HOURS_INVALID */
  setException(agent: string, exception: HoursException): Promise<void>
  removeException(agent: string, day: string): Promise<void>
  /** @throws {BalieError} HOURS_INVALID */
  addBusy(agent: string, time: NewBusyTime): Promise<void>
  removeBusy(agent: string, id: string): Promise<void>
}

export interface AgentHoursParts {
  readonly database: Database
  readonly schedule: ScheduleConfig
  readonly calendars: AgentCalendars
  readonly clock: Clock
  readonly random: Random
}

/** How far ahead appointments outside of the hours are looked for. */
const AHEAD_DAYS = 400

export function createAgentHours(parts: AgentHoursParts): HoursOfAgents {
  const { database, schedule, calendars, clock, random } = parts
  const { zone, holidays } = schedule
  const today = () => localDate(clock.now(), zone)

  /** Appointments to come at times at which the agent does not work (any more). */
  async function outsideOf(agent: string): Promise<AgentHours['outside']> {
    const booked = await database
      .selectFrom('appointment_times')
      .select(['session_id as id', 'starts', 'ends'])
      .where('agent_id', '=', agent)
      .where('state', '=', 'booked')
      .where('ends', '>', clock.now())
      .orderBy('starts')
      .execute()
    if (booked.length === 0) return []
    const range = rangeOfDays(today(), AHEAD_DAYS, zone)
    const windows = openWindows(await calendars.timesOf(agent, range), holidays, zone, range)
    return booked.filter(
      ({ starts, ends }) => !windows.some(({ from, until }) => from <= starts && ends <= until),
    )
  }

  return {
    async of(agent) {
      const now = clock.now()
      const [own, exceptions, busy, outside] = await Promise.all([
        database.selectFrom('agent_hours').select('weekly').where('agent_id', '=', agent).executeTakeFirst(),
        database
          .selectFrom('agent_exceptions')
          .select(['day', 'hours'])
          .where('agent_id', '=', agent)
          .where('day', '>=', today())
          .orderBy('day')
          .execute(),
        database
          .selectFrom('agent_busy')
          .select(['id', 'starts', 'ends'])
          .where('agent_id', '=', agent)
          .where('ends', '>', now)
          .orderBy('starts')
          .execute() satisfies Promise<BusyTime[]>,
        outsideOf(agent),
      ])
      return {
        ...{ zone, today: today(), busy, outside },
        weekly: (own?.weekly ?? schedule.weekly).map((hours) => hours.map(texts)),
        isDefault: own === undefined,
        exceptions: exceptions.map(({ day, hours }) => ({ date: day, hours: hours.map(texts) })),
        holidays: [...holidays].filter((day) => day >= today()).sort(),
      }
    },

    async setWeekly(agent, weekly) {
      if (weekly === null) {
        await database.deleteFrom('agent_hours').where('agent_id', '=', agent).execute()
        return
      }
      const stored = JSON.stringify(readWeek(weekly))
      await database
        .insertInto('agent_hours')
        .values({ agent_id: agent, weekly: stored })
        .onConflict((conflict) => conflict.column('agent_id').doUpdateSet({ weekly: stored }))
        .execute()
    },

    async setException(agent, { date, hours }) {
      if (!isDate(date)) throw invalid('a day that does not exist')
      const [own = [], rest = []] = [
        hours.flatMap((one) => readHours(one).today),
        hours.flatMap((one) => readHours(one).tomorrow),
      ]
      if (rest.length > 0) throw invalid('hours of one day that go on after midnight')
      const stored = JSON.stringify(checked(own))
      await database
        .insertInto('agent_exceptions')
        .values({ agent_id: agent, day: date, hours: stored })
        .onConflict((conflict) => conflict.columns(['agent_id', 'day']).doUpdateSet({ hours: stored }))
        .execute()
    },

    async removeException(agent, day) {
      await database
        .deleteFrom('agent_exceptions')
        .where('agent_id', '=', agent)
        .where('day', '=', day)
        .execute()
    },

    async addBusy(agent, { from, until }) {
      if (!isDate(from.date) || !isDate(until.date)) throw invalid('a day that does not exist')
      const starts = instantOf(from)
      const ends = instantOf(until)
      if (starts >= ends || ends <= clock.now())
        throw invalid('a busy time that ends before it begins, or is over')
      await database
        .insertInto('agent_busy')
        .values({ id: randomText(random, 12), agent_id: agent, starts, ends })
        .execute()
    },

    async removeBusy(agent, id) {
      await database.deleteFrom('agent_busy').where('agent_id', '=', agent).where('id', '=', id).execute()
    },
  }

  function instantOf({ date, time }: { readonly date: string; readonly time: string }): number {
    return time === '24:00'
      ? instantAt(addDays(date, 1), 0, zone)
      : instantAt(date, readTimeOfDay(time) ?? 0, zone)
  }
}

/** Seven lists as they are stored; hours that go on after midnight are of two days. */
function readWeek(weekly: readonly (readonly DayHours[])[]): readonly (readonly Hours[])[] {
  const days: Hours[][] = Array.from({ length: 7 }, () => [])
  for (const [day, hours] of weekly.entries()) {
    for (const one of hours) {
      const { today, tomorrow } = readHours(one)
      days[day % 7]?.push(...today)
      days[(day + 1) % 7]?.push(...tomorrow)
    }
  }
  return days.map(checked)
}

function readHours({ starts: first, ends: last }: DayHours): {
  readonly today: readonly Hours[]
  readonly tomorrow: readonly Hours[]
} {
  const [starts, ends] = [readTimeOfDay(first) ?? 0, readTimeOfDay(last) ?? 0]
  if (ends > starts) return { today: [{ starts, ends }], tomorrow: [] }
  if (ends === starts) throw invalid('hours that end when they begin')
  return {
    today: [{ starts, ends: MINUTES_OF_DAY }],
    tomorrow: ends === 0 ? [] : [{ starts: 0, ends }],
  }
}

function checked(hours: readonly Hours[]): readonly Hours[] {
  if (hoursProblem(hours)) throw invalid('hours that overlap')
  return hours.toSorted((a, b) => a.starts - b.starts)
}

function texts({ starts, ends }: Hours): DayHours {
  return { starts: timeOfDayText(starts), ends: timeOfDayText(ends) }
}

function invalid(detail: string): BalieError {
  return new BalieError('HOURS_INVALID', detail)
}
