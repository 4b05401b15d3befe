import { type DataKey, IdContactError, type Keyring, unwrapDataKey } from '@balie/sdk'
import type { Pool } from 'pg'
import { readWrappedKey } from './message-statements.ts'
import { run } from './statement.ts'

/** The data keys of sessions, unwrapped. Those lately used are at hand, so that a message costs no look-up. */
export interface DataKeys {
  /**
   * @throws {IdContactError} SESSION_UNKNOWN when there is no such session or its key was destroyed;
   *   SEAL_BROKEN when the master key is another
   */
  of(session: string): Promise<DataKey>
  /** Lets go of the key of a session that has ended. */
  drop(session: string): void
}

/** Most keys at hand. */
const AT_HAND = 2_000

export function createDataKeys(pool: Pool, keyring: Keyring): DataKeys {
  const keys = new Map<string, DataKey>()
  return {
    async of(session) {
      const known = keys.get(session)
      if (known) return known
      const [row] = await run(pool, readWrappedKey, [session])
      if (!row) throw new IdContactError('SESSION_UNKNOWN', 'no session, or its data key was destroyed')
      const key = unwrapDataKey(keyring, session, row.wrapped_key)
      keys.set(session, key)
      for (const oldest of keys.keys()) {
        if (keys.size <= AT_HAND) break
        keys.delete(oldest)
      }
      return key
    },
    drop: (session) => void keys.delete(session),
  }
}
