import type { Pool } from 'pg'
import { isMigrated } from './migrate.ts'

/**
 * Tells whether the database can be used now. Asks at each call; that it is migrated is asked until it is
 * true. Never throws.
 */
export function databaseReadiness(pool: Pool) {
  let migrated = false
  return async (): Promise<{ ready: boolean; database: 'ok' | 'down' | 'not migrated' }> => {
    try {
      if (!migrated) migrated = await isMigrated(pool)
      else await pool.query('select 1')
      return migrated ? { ready: true, database: 'ok' } : { ready: false, database: 'not migrated' }
    } catch {
      return { ready: false, database: 'down' }
    }
  }
}
