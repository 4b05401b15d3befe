import { setTimeout as wait } from 'node:timers/promises'
import type { ClientBase } from 'pg'

export interface TryOptions {
  /** Told in words when it must wait. */
  readonly note: (line: string) => void
  /** Ends the waiting, by an AbortError. */
  readonly signal?: AbortSignal
}

/** Waits for a table no longer than nodes can bear: whatever asks for that table meanwhile queues up behind us. */
const PATIENCE = '2s'
/** Milliseconds until it is tried again, the first time and at most: what queued up must come through in between. */
const PAUSE = { first: 500, most: 15_000 }
/** What PostgreSQL says when the patience is over, and when two wait for each other. */
const HELD = new Set(['55P03', '40P01'])

/**
 * Does work that changes tables, as often as it takes to get hold of them. Whoever reads a table within a long
 * transaction (a backup, `pg_dump`) keeps it from us until that ends, and must not keep it from everybody else by that.
 *
 * @param work can be done again when it failed, once its transaction is rolled back
 */
export async function tryForTables<T>(
  client: ClientBase,
  work: () => Promise<T>,
  { note, signal }: TryOptions,
): Promise<T> {
  await client.query(`set lock_timeout = '${PATIENCE}'`)
  for (let pause = PAUSE.first; ; pause = Math.min(pause * 2, PAUSE.most)) {
    try {
      return await work()
    } catch (error) {
      await client.query('rollback').catch(() => undefined)
      if (!(error instanceof Error && 'code' in error && HELD.has(String(error.code)))) throw error
      note('the database cannot be changed while its tables are in use, by a backup maybe; waiting for that')
      await wait(pause, undefined, signal && { signal })
    }
  }
}
