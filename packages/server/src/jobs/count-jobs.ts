import { sql } from 'kysely'
import type { Database } from '../store/database.ts'
import { JOBS_SCHEMA } from './boss.ts'
import { QUEUES } from './queues.ts'

/** Of one queue: how many jobs wait for their turn or to be tried again, and for how long the oldest, seconds. */
export interface WaitingJobs {
  readonly waiting: number
  readonly oldest: number
}

/** What waits in each queue, by its name; a queue in which nothing waits is there too. */
export async function countJobs(database: Database): Promise<Readonly<Record<string, WaitingJobs>>> {
  const { rows } = await sql<{ name: string; waiting: number; oldest: number }>`
    select name, count(*) as waiting, extract(epoch from now() - min(created_on))::float8 as oldest
    from ${sql.table(`${JOBS_SCHEMA}.job`)} where state in ('created', 'retry') group by name`.execute(
    database,
  )
  const found = new Map(rows.map((row) => [row.name, row]))
  return Object.fromEntries(
    Object.keys(QUEUES).map((name) => {
      const { waiting = 0, oldest = 0 } = found.get(name) ?? {}
      return [name, { waiting, oldest: Math.max(0, oldest) }]
    }),
  )
}
