import type { Pool } from 'pg'
import { isMigrated, type MigrateOptions } from './migrate.ts'

/** Whether it is a standby, which cannot be written to: a failover may still be under way. */
async function isReadOnly(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ standby: boolean }>('select pg_is_in_recovery() as standby')
  return rows[0]?.standby ?? true
}

/**
 * Tells whether the database can be used now. Asks at each call; that it is migrated is asked until it is
 * true. Never throws.
 *
 * @param version which migrations this Balie knows
 */
export function databaseReadiness(pool: Pool, version: MigrateOptions = {}) {
  let migrated = false
  return async (): Promise<{ ready: boolean; database: 'ok' | 'down' | 'not migrated' }> => {
    try {
      // Also a standby may be migrated.
      if (await isReadOnly(pool)) return { ready: false, database: 'down' }
      if (!migrated) migrated = await isMigrated(pool, version)
      return migrated ? { ready: true, database: 'ok' } : { ready: false, database: 'not migrated' }
    } catch {
      return { ready: false, database: 'down' }
    }
  }
}
