import { type Random, randomText } from '@balie/sdk'
import type { PoolClient } from 'pg'
import type { Range } from './range.ts'

/** A time of an agent, held for a session or booked by it. Milliseconds since 1970. */
export interface AppointmentTime {
  readonly agent: string
  readonly starts: number
  readonly ends: number
}

/** A time to claim. */
export interface NewTime {
  readonly session: string
  readonly purpose: string
  /** The organisation's day on which it begins. */
  readonly day: string
  readonly starts: number
  readonly ends: number
  /** With the time before and after. */
  readonly during: Range
  /** In the order in which they are tried. */
  readonly agents: readonly string[]
  readonly until: number
  readonly now: number
}

const COLUMNS = 'agent_id as agent, starts, ends'

/** Lets nobody else count the appointments of a purpose on a day until the transaction ends. */
export async function lockDay(client: PoolClient, purpose: string, day: string): Promise<void> {
  await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `appointments ${purpose} ${day}`,
  ])
}

/** How many others of the purpose begin on the day: booked, or held and not yet free again. */
export async function countOfDay(
  client: PoolClient,
  { purpose, day, session, now }: Pick<NewTime, 'purpose' | 'day' | 'session' | 'now'>,
): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*) as count from appointment_times
     where purpose = $1 and day = $2 and session_id <> $3 and (state = 'booked' or held_until > $4)`,
    [purpose, day, session, now],
  )
  return rows[0]?.count ?? 0
}

/**
 * Holds a time for a session, of the first agent who has it: instead of what the session held before. That two people never get the
 * same is a constraint of the database, not a look before.
 *
 * @returns undefined when nobody has it (any more); the transaction must then be undone
 */
export async function holdTime(
  client: PoolClient,
  time: NewTime,
  random: Random,
): Promise<AppointmentTime | undefined> {
  const { session, purpose, day, starts, ends, during, agents, until, now } = time
  const range = `[${during.from},${during.until})`
  await client.query(
    `delete from appointment_times
     where state = 'held' and (session_id = $1 or (held_until <= $2 and agent_id = any ($3::text[]) and during && $4::int8range))`,
    [session, now, [...agents], range],
  )
  for (const agent of agents) {
    const { rows } = await client.query<AppointmentTime>(
      `insert into appointment_times
         (id, session_id, agent_id, purpose, day, starts, ends, during, state, held_until, booked_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, 'held', $9, $10)
       on conflict do nothing
       returning ${COLUMNS}`,
      [randomText(random, 12), session, agent, purpose, day, starts, ends, range, until, now],
    )
    if (rows[0]) return rows[0]
  }
  return undefined
}

/**
 * The time that the session holds becomes its booked one, instead of the one before.
 *
 * @param starts of the time that is meant: another one may be held by now
 * @returns undefined when the session neither holds nor has it
 */
export async function bookHeld(
  client: PoolClient,
  session: string,
  starts: number,
  now: number,
): Promise<AppointmentTime | undefined> {
  // Locked first: a hold that ran out may be taken by somebody else at this moment.
  const known = await client.query<AppointmentTime & { readonly state: 'held' | 'booked' }>(
    `select ${COLUMNS}, state from appointment_times where session_id = $1 and starts = $2 order by state desc for update`,
    [session, starts],
  )
  const [held] = known.rows
  // Booked already, by a press whose answer was lost.
  if (held?.state !== 'held') return held
  await client.query(`delete from appointment_times where session_id = $1 and state = 'booked'`, [session])
  const { rows } = await client.query<AppointmentTime>(
    `update appointment_times set state = 'booked', held_until = null, booked_at = $2
     where session_id = $1 and state = 'held' returning ${COLUMNS}`,
    [session, now],
  )
  return rows[0]
}

/** A meeting that is to take longer. */
export interface LongerTime {
  readonly session: string
  /** Who holds the meeting: a colleague may have taken it over. */
  readonly agent: string
  readonly ends: number
  /** With the time after. */
  readonly until: number
  readonly now: number
}

/**
 * Makes the booked time of a session longer, as a time of the agent who holds the meeting: of a colleague who took it over from now
 * on. A time that is taken breaks it by the constraint `appointment_times_once`.
 *
 * @returns whether the session has a booked time
 */
export async function extendBooked(client: PoolClient, longer: LongerTime): Promise<boolean> {
  const { session, agent, ends, until, now } = longer
  const { rowCount } = await client.query(
    `update appointment_times set agent_id = $2, ends = $3::bigint, during = int8range(
       case when agent_id = $2 then lower(during) else greatest(starts, least($5::bigint, $3::bigint)) end, $4::bigint)
     where session_id = $1 and state = 'booked'`,
    [session, agent, ends, until, now],
  )
  return rowCount === 1
}

/** Whether a statement failed because somebody else has the time. */
export function isTimeTaken(error: unknown): boolean {
  return error instanceof Error && 'constraint' in error && error.constraint === 'appointment_times_once'
}
