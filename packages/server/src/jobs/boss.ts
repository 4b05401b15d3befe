import { IdContactError } from '@balie/sdk'
import type { ClientBase, Pool } from 'pg'
import { PgBoss } from 'pg-boss'
import { isDatabaseUnavailable } from '../store/database-unavailable.ts'
import { QUEUES } from './queues.ts'

/** The schema of the jobs, in Balie's own database. */
export const JOBS_SCHEMA = 'pgboss'

/** How often jobs are looked at whose server was killed, seconds. */
const LOOK_EVERY = 5

/**
 * pg-boss on connections of ours. Whoever starts it must listen to `error`. While the database cannot serve, its
 * methods throw, and it emits, STORE_UNAVAILABLE.
 *
 * @param supervise whether it also looks after jobs that others left behind: in a server
 */
export function createBoss(pool: Pool, { supervise }: { readonly supervise: boolean }): PgBoss {
  return new PgBoss({
    db: {
      async executeSql(text, values) {
        try {
          return await pool.query(text, values)
        } catch (cause) {
          if (!isDatabaseUnavailable(cause)) throw cause
          throw new IdContactError('STORE_UNAVAILABLE', 'the database cannot serve now', { cause })
        }
      },
    },
    schema: JOBS_SCHEMA,
    // Nothing to do after `installJobs`, but what an update of pg-boss leaves to do beside the work.
    migrate: supervise,
    supervise,
    superviseIntervalSeconds: LOOK_EVERY,
    monitorIntervalSeconds: LOOK_EVERY,
    maintenanceIntervalSeconds: 60,
    schedule: false,
    registerInstance: false,
    monitorVacuum: false,
    reindex: false,
    openTelemetry: { enabled: false },
  })
}

/**
 * Makes or updates the schema of the jobs and their queues. Safe to call again; call it under the lock of the
 * migrations.
 */
export async function installJobs(client: ClientBase): Promise<void> {
  const boss = new PgBoss({
    db: { executeSql: async (text, values) => client.query(text, values) },
    schema: JOBS_SCHEMA,
    supervise: false,
    schedule: false,
    registerInstance: false,
    openTelemetry: { enabled: false },
  })
  boss.on('error', () => undefined)
  await boss.start()
  try {
    for (const [name, options] of Object.entries(QUEUES)) {
      await boss.createQueue(name, options)
      const { policy: _, ...changeable } = options
      await boss.updateQueue(name, changeable)
    }
  } finally {
    await boss.stop({ graceful: false, close: false })
  }
}
