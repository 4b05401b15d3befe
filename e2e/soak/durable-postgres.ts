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
  /** kill -9 of its server process; settles when another one answers. */
  kill(): Promise<void>
  query<Row>(sql: string): Promise<Row[]>
  close(): Promise<void>
}

/** Starts one in a directory of its own. */
export async function startDurablePostgres(): Promise<DurablePostgres> {
  const directory = await mkdtemp(join(tmpdir(), 'balie-soak-'))
  await chmod(directory, 0o755)
  const own = await startOwnPostgres({ dataDirectory: directory, log: createLog({ level: 'silent' }) })
  // A soak that ends early must leave no server behind.
  const end = () => {
    const pid = own.pid()
    if (pid !== undefined) process.kill(pid, 'SIGQUIT')
  }
  process.once('exit', end)

  async function query<Row>(sql: string): Promise<Row[]> {
    const client = new Client({ connectionString: own.databaseUrl.reveal(), connectionTimeoutMillis: 2_000 })
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
      for (;;) {
        const now = own.pid()
        const answers =
          now !== undefined && now !== before && (await query('select 1').catch(() => undefined))
        if (answers) return
        await wait(20)
      }
    },
    async close() {
      process.off('exit', end)
      await own.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}
