import type { Clock } from '@balie/sdk'
import { sql } from 'kysely'
import type { ScheduleConfig } from '../config/config.ts'
import type { Database } from '../store/database.ts'
import type { AgentCalendar } from './free-slots.ts'
import { localDate } from './local-days.ts'
import type { WorkingTimes } from './open-windows.ts'
import type { Range } from './range.ts'

/** What agents do and have to do, and how much. */
export interface Calendars {
  readonly calendars: readonly AgentCalendar[]
  /** By agent: how many appointments they have, of now and to come. */
  readonly load: ReadonlyMap<string, number>
  /** By agent: when they were booked last. */
  readonly lastBooked: ReadonlyMap<string, number>
}

/** Reads when agents work and what they have, as it stands now. */
export interface AgentCalendars {
  /**
   * Of the agents of a team who may work.
   *
   * @param range what matters of it
   * @param except a session whose own time is in nobody's way: it is about to be moved
   */
  ofTeam(team: string, range: Range, except?: string): Promise<Calendars>
  /** When one agent works; without appointments. */
  timesOf(agent: string, range: Range): Promise<WorkingTimes>
}

export interface AgentCalendarsParts {
  readonly database: Database
  readonly schedule: ScheduleConfig
  readonly clock: Clock
}

export function createAgentCalendars({ database, schedule, clock }: AgentCalendarsParts): AgentCalendars {
  async function timesOf(
    agents: readonly string[],
    range: Range,
  ): Promise<ReadonlyMap<string, WorkingTimes>> {
    if (agents.length === 0) return new Map()
    const [first, last] = [localDate(range.from, schedule.zone), localDate(range.until, schedule.zone)]
    const [hours, exceptions, busy] = await Promise.all([
      database
        .selectFrom('agent_hours')
        .selectAll()
        .where('agent_id', 'in', [...agents])
        .execute(),
      database
        .selectFrom('agent_exceptions')
        .selectAll()
        .where('agent_id', 'in', [...agents])
        .where('day', '>=', first)
        .where('day', '<=', last)
        .execute(),
      database
        .selectFrom('agent_busy')
        .selectAll()
        .where('agent_id', 'in', [...agents])
        .where('ends', '>', range.from)
        .where('starts', '<', range.until)
        .execute(),
    ])
    return new Map(
      agents.map((agent) => {
        const own = (row: { readonly agent_id: string }) => row.agent_id === agent
        return [
          agent,
          {
            weekly: hours.find(own)?.weekly ?? schedule.weekly,
            exceptions: new Map(exceptions.filter(own).map((row) => [row.day, row.hours])),
            busy: busy.filter(own).map(({ starts, ends }) => ({ from: starts, until: ends })),
          },
        ]
      }),
    )
  }

  function takenFrom(agents: readonly string[], from: number, except: string) {
    return database
      .selectFrom('appointment_times')
      .select(['agent_id', 'state', 'booked_at'])
      .select(sql<number>`lower(during)`.as('from'))
      .select(sql<number>`upper(during)`.as('until'))
      .where('agent_id', 'in', [...agents])
      .where('session_id', '<>', except)
      .where(sql<boolean>`upper(during) > ${from}`)
      .where((where) => where.or([where('state', '=', 'booked'), where('held_until', '>', clock.now())]))
      .execute()
  }

  return {
    async ofTeam(team, range, except = '') {
      const rows = await database
        .selectFrom('agent')
        .select('id')
        .where('disabled', '=', false)
        .where(sql<boolean>`teams @> ${JSON.stringify([team])}::jsonb`)
        .orderBy('id')
        .execute()
      const agents = rows.map(({ id }) => id)
      if (agents.length === 0) return { calendars: [], load: new Map(), lastBooked: new Map() }
      const [times, taken] = await Promise.all([
        timesOf(agents, range),
        takenFrom(agents, Math.min(range.from, clock.now()), except),
      ])
      const of = (agent: string) => taken.filter(({ agent_id }) => agent_id === agent)
      return {
        calendars: agents.flatMap((agent) => {
          const own = times.get(agent)
          return own ? [{ agent, times: own, taken: of(agent) }] : []
        }),
        load: new Map(agents.map((agent) => [agent, of(agent).length])),
        lastBooked: new Map(
          agents.flatMap((agent) => {
            const moments = of(agent).map(({ booked_at }) => booked_at)
            return moments.length === 0 ? [] : [[agent, Math.max(...moments)]]
          }),
        ),
      }
    },

    async timesOf(agent, range) {
      const times = (await timesOf([agent], range)).get(agent)
      return times ?? { weekly: schedule.weekly, exceptions: new Map(), busy: [] }
    },
  }
}
