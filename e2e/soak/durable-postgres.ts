import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Secret } from '@balie/sdk'
import { Client } from 'pg'
import { createLog } from '../../packages/server/src/log.ts'
import { startOwnPostgres } from '../../packages/server/src/store/own-postgres/own-postgres.ts'

/** A real PostgreSQL that forces to disk what it says is stored, and comes back by itself at the same address. */
export interface DurablePostgres {
  readonly databaseUrl: Secret<string>
  /**
   * kill -9 of its server process; settles when another one answers.
   *
   * @throws {Error} when none does in time
   */
  kill(): Promise<void>
  query<Row>(sql: string): Promise<Row[]>
  close(): Promise<void>
}

const SIGNALS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP']
const BACK_WITHIN = 60_000
const ANSWER_WITHIN = 10_000

/**
 * Starts one in a directory of its own.
 *
 * @param backWithin milliseconds for another one to answer after a kill
 */
export async function startDurablePostgres(backWithin = BACK_WITHIN): Promise<DurablePostgres> {
  const directory = await mkdtemp(join(tmpdir(), 'balie-soak-'))
  await chmod(directory, 0o755)
  const own = await startOwnPostgres({ dataDirectory: directory, log: createLog({ level: 'silent' }) })
  // It is detached, so that it outlives a soak that is broken off, which a signal does without 'exit'.
  const end = () => {
    const pid = own.pid()
    if (pid !== undefined) process.kill(pid, 'SIGQUIT')
  }
  process.once('exit', end)
  const interrupt = (_: NodeJS.Signals, number: number) => process.exit(128 + number)
  for (const signal of SIGNALS) process.once(signal, interrupt)

  async function query<Row>(sql: string): Promise<Row[]> {
    const client = new Client({
      connectionString: own.databaseUrl.reveal(),
      connectionTimeoutMillis: 2_000,
      query_timeout: ANSWER_WITHIN,
    })
    client.on('error', () => undefined)
    try {
      await client.connect()
      return (await client.query(sql)).rows as Row[]
    } finally {
      await client.end().catch(() => undefined)
    }
  }

  return {
    databaseUrl: own.databaseUrl,
    query,
    async kill() {
      const before = own.pid()
      if (before === undefined) throw new Error('PostgreSQL does not run')
      process.kill(before, 'SIGKILL')
      const until = performance.now() + backWithin
      while (performance.now() < until) {
        const now = own.pid()
        const answers =
          now !== undefined && now !== before && (await query('select 1').catch(() => undefined))
        if (answers) return
        await wait(20)
      }
      throw new Error(`PostgreSQL did not come back within ${backWithin / 1000} s of a kill`)
    },
    async close() {
      process.off('exit', end)
      for (const signal of SIGNALS) process.off(signal, interrupt)
      await own.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}
