import { type DataKey, type Keyring, unwrapDataKey } from '@balie/sdk'
import type { Pool } from 'pg'
import { readTranscriptKey } from './message-statements.ts'
import { run } from './statement.ts'

/** The keys of transcripts, unwrapped. Those of running conversations are at hand, so that a message costs no look-up. */
export interface DataKeys {
  /**
   * Undefined when it was destroyed, after which nobody can read the transcript (P2), and when there is no such session.
   *
   * @throws {IdContactError} SEAL_BROKEN when the master key is another
   */
  of(session: string): Promise<DataKey | undefined>
  /** Lets go of the key of a session that has ended. */
  drop(session: string): void
  /** Lets go of all: some may have ended on other nodes. */
  dropAll(): void
}

/** Most keys at hand. */
const AT_HAND = 2_000

export function createDataKeys(pool: Pool, keyring: Keyring): DataKeys {
  const keys = new Map<string, DataKey>()
  let drops = 0
  return {
    async of(session) {
      const known = keys.get(session)
      if (known) return known
      const before = drops
      const [row] = await run(pool, readTranscriptKey, [session])
      if (!row) return undefined
      const key = unwrapDataKey(keyring, session, 'transcript', row.wrapped_key)
      // After the end it may be destroyed at any moment; the end may have come since it was read.
      if (row.ended || drops !== before) return key
      keys.set(session, key)
      for (const oldest of keys.keys()) {
        if (keys.size <= AT_HAND) break
        keys.delete(oldest)
      }
      return key
    },
    drop(session) {
      drops += 1
      keys.delete(session)
    },
    dropAll() {
      drops += 1
      keys.clear()
    },
  }
}
