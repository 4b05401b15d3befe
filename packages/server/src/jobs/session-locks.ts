import { setTimeout as wait } from 'node:timers/promises'
import { Pool } from 'pg'
import { createTurns } from '../store/turns.ts'

/** Lets one piece of work of a session run at a time, over all servers on the database. */
export interface SessionLocks {
  /**
   * Runs the work when nobody else holds the session.
   *
   * @throws {Error} when others hold it for longer than eight seconds; the work has not run then
   */
  hold<T>(session: string, work: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** "bali" as a number: the first half of each lock; the second is a hash of the session. */
const SPACE = 0x62616c6a
const PATIENCE = 8_000
const LOOK_EVERY = 50

/**
 * Advisory locks of PostgreSQL, all on one connection of their own: however many calls to other components are under
 * way, the connections of the server are free. Within this process work takes turns; what a server held that is
 * killed, the database lets go.
 *
 * @param pool tells where the database is; not used itself
 */
export function createSessionLocks(pool: Pool): SessionLocks {
  const turns = createTurns()
  // Never closed for being idle: the locks would go with it.
  const own = new Pool({ ...pool.options, max: 1, idleTimeoutMillis: 0, application_name: 'balie locks' })
  own.on('error', () => undefined)
  own.on('connect', (client) => client.on('error', () => undefined))

  async function take(session: string): Promise<void> {
    const until = performance.now() + PATIENCE
    for (;;) {
      const { rows } = await own.query<{ taken: boolean }>(
        'select pg_try_advisory_lock($1, hashtext($2)) as taken',
        [SPACE, session],
      )
      if (rows[0]?.taken) return
      if (performance.now() > until) throw new Error('another server holds the session')
      await wait(LOOK_EVERY)
    }
  }

  /** A lock that was not let go would keep other servers from the session: its connection ends, and it with it. */
  async function letGoOfAll(): Promise<void> {
    const client = await own.connect().catch(() => undefined)
    client?.release(true)
  }

  return {
    hold: (session, work) =>
      turns(session, async () => {
        await take(session)
        try {
          return await work()
        } finally {
          await own.query('select pg_advisory_unlock($1, hashtext($2))', [SPACE, session]).catch(letGoOfAll)
        }
      }),
    async close() {
      if (!own.ending) await own.end()
    },
  }
}
