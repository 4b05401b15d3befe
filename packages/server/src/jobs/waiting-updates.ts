import type { SessionUpdate } from '@balie/sdk'
import { sql } from 'kysely'
import type { Pool } from 'pg'
import type { Database } from '../store/database.ts'
import { createBoss, JOBS_SCHEMA } from './boss.ts'
import { ACTIVITY, DEAD_LOGOUT, LOGOUT } from './queues.ts'

/** How many updates are on their way, and how many are for the operator. */
export interface UpdateCounts {
  readonly waiting: number
  readonly dead: number
}

/** An update that was not delivered yet, or could not be: never where it goes (P3). */
export interface UndeliveredUpdate {
  /** Handle of the session. */
  readonly session: string
  readonly update: SessionUpdate
  readonly state: 'waiting' | 'dead'
  /** Milliseconds since 1970. */
  readonly since: number
  readonly tries: number
  /** Code of the last failure. */
  readonly error?: string
}

/** Counts the updates that were not delivered. */
export async function countUpdates(database: Database): Promise<UpdateCounts> {
  const { rows } = await sql<{ dead: boolean; count: number }>`
    select name = ${DEAD_LOGOUT} as dead, count(*) as count from ${jobs}
    where name in (${ACTIVITY}, ${LOGOUT}, ${DEAD_LOGOUT}) and state in ('created', 'retry', 'active')
    group by 1`.execute(database)
  const count = (dead: boolean) => rows.find((row) => row.dead === dead)?.count ?? 0
  return { waiting: count(false), dead: count(true) }
}

/** The logouts that were tried in vain so far, the oldest first; at most a thousand. */
export async function undeliveredUpdates(database: Database): Promise<readonly UndeliveredUpdate[]> {
  const { rows } = await sql<{
    session: string
    update: SessionUpdate
    dead: boolean
    since: Date
    tries: number
    error: string | null
  }>`
    select data ->> 'session' as session, data ->> 'update' as update, name = ${DEAD_LOGOUT} as dead,
      coalesce(source_created_on, created_on) as since,
      case name when ${DEAD_LOGOUT} then source_retry_count + 1 else retry_count + 1 end as tries,
      coalesce(source_output, output) ->> 'code' as error
    from ${jobs}
    where name = ${DEAD_LOGOUT} and state = 'created' or name = ${LOGOUT} and state = 'retry'
    order by since limit 1000`.execute(database)
  return rows.map(({ dead, since, error, ...row }) => ({
    ...row,
    state: dead ? 'dead' : 'waiting',
    since: since.getTime(),
    ...(error !== null && { error }),
  }))
}

/**
 * Has every logout that was not delivered tried again now, for another day.
 *
 * @returns how many
 */
export async function retryUpdates(pool: Pool): Promise<number> {
  return withBoss(pool, async (boss) => {
    const moved = await boss.redrive(DEAD_LOGOUT, { destination: LOGOUT })
    const waiting = (await boss.findJobs(LOGOUT, { queued: true })).filter(({ state }) => state === 'retry')
    for (const { id } of waiting) await boss.update(LOGOUT, undefined, { id, startAfter: new Date(0) })
    return moved + waiting.length
  })
}

/** Forgets the logouts for the operator whose session is gone, or has given up telling (O3). */
export async function forgetDeadUpdates(pool: Pool, database: Database): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from ${jobs} job where name = ${DEAD_LOGOUT} and not exists (
      select from sessions where sessions.id = job.data ->> 'session'
        and record -> 'feedback' ->> 'state' = 'logging_out')
    limit 1000`.execute(database)
  if (rows.length === 0) return
  await withBoss(pool, (boss) =>
    boss.deleteJob(
      DEAD_LOGOUT,
      rows.map(({ id }) => id),
    ),
  )
}

const jobs = sql.table(`${JOBS_SCHEMA}.job`)

async function withBoss<T>(
  pool: Pool,
  work: (boss: ReturnType<typeof createBoss>) => Promise<T>,
): Promise<T> {
  const boss = createBoss(pool, { supervise: false })
  boss.on('error', () => undefined)
  await boss.start()
  try {
    return await work(boss)
  } finally {
    await boss.stop({ graceful: false, close: false })
  }
}
