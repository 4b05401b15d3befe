import { setTimeout as wait } from 'node:timers/promises'
import type { Pool } from 'pg'
import { isMigrated, type MigrateOptions } from './migrate.ts'

/** Whether it is a standby, which cannot be written to: a failover may still be under way. */
async function isReadOnly(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ standby: boolean }>('select pg_is_in_recovery() as standby')
  return rows[0]?.standby ?? true
}

/** Where the database stands for whoever asks whether we are ready. */
export interface DatabaseStanding {
  readonly ready: boolean
  readonly database: 'ok' | 'down' | 'not migrated'
}

/** One that says nothing for so long is down, for whoever asks; milliseconds. */
const PATIENCE = 3_000
const DOWN: DatabaseStanding = { ready: false, database: 'down' }

/**
 * Tells whether the database can be used now. Asks at each call; that it is migrated is asked until it is
 * true. Answers within three seconds, and never throws.
 *
 * @param version which migrations this Balie knows
 */
export function databaseReadiness(pool: Pool, version: MigrateOptions = {}): () => Promise<DatabaseStanding> {
  let migrated = false

  async function ask(): Promise<DatabaseStanding> {
    try {
      // Also a standby may be migrated.
      if (await isReadOnly(pool)) return DOWN
      if (!migrated) migrated = await isMigrated(pool, version)
      return migrated ? { ready: true, database: 'ok' } : { ready: false, database: 'not migrated' }
    } catch {
      return DOWN
    }
  }

  return async () => {
    const answered = new AbortController()
    const late = wait(PATIENCE, DOWN, { signal: answered.signal }).catch(() => DOWN)
    try {
      return await Promise.race([ask(), late])
    } finally {
      answered.abort()
    }
  }
}
