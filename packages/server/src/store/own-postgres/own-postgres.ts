import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Random, type Secret, systemRandom } from '@balie/sdk'
import { Client } from 'pg'
import type { Log } from '../../log.ts'
import { makeDataDirectory } from './data-directory.ts'
import { findEngine } from './engine.ts'
import { type Cluster, DATABASE, makeCluster, ownDatabaseUrl } from './make-cluster.ts'
import { postgresUser } from './postgres-user.ts'
import { findPostmaster } from './postmaster.ts'
import { type SingleServerLock, takeSingleServerLock } from './single-server-lock.ts'
import { type StartOptions, startPostmaster } from './start-postmaster.ts'
import { stopPostmaster } from './stop-postmaster.ts'

/** The PostgreSQL that Balie brings along, running. */
export interface OwnPostgres {
  /** Of the database `balie`. Stays the same for as long as it runs, also when PostgreSQL has to be started again. */
  readonly databaseUrl: Secret<string>
  /** Of its server process. */
  pid(): number | undefined
  /** Stops PostgreSQL and waits until it is down. */
  close(): Promise<void>
}

export interface OwnPostgresOptions {
  readonly dataDirectory: string
  readonly log: Log
  readonly random?: Random
  /** False: nothing is forced to disk, for tests. */
  readonly durable?: boolean
}

/**
 * Starts PostgreSQL in a data directory, which is made when it is not there. A PostgreSQL that lives on
 * there, because the server before us was killed, is taken over. We are the only server of that directory
 * from here on, and start PostgreSQL again when it dies.
 *
 * @throws {BalieError} START_REFUSED with what is in the way and what to do: permissions, space, another server
 */
export async function startOwnPostgres(options: OwnPostgresOptions): Promise<OwnPostgres> {
  const { dataDirectory, log, durable = true } = options
  const runAs = await postgresUser()
  await makeDataDirectory(dataDirectory, runAs)
  const engine = await findEngine(runAs, join(dataDirectory, 'postgresql-programs'))
  const cluster = await makeCluster(dataDirectory, {
    engine,
    runAs,
    random: options.random ?? systemRandom,
    durable,
  })
  const start: StartOptions = { cluster, engine, runAs, log, durable }
  const adopted = findPostmaster(cluster.directory) !== undefined
  const { port } = await startPostmaster(start)
  if (adopted) log.info('took over the PostgreSQL that a killed server left running')
  const postgres = ownDatabaseUrl(cluster, port, 'postgres').reveal()
  // Before anything else, so that a server that is refused leaves the PostgreSQL of the other alone.
  const lock = await takeSingleServerLock(postgres, dataDirectory)
  await createDatabase(postgres)
  const keeper = keepRunning({ ...start, port }, lock, () => takeSingleServerLock(postgres, dataDirectory))
  return {
    databaseUrl: ownDatabaseUrl(cluster, port),
    pid: () => findPostmaster(cluster.directory)?.pid,
    close: () => keeper.close(cluster),
  }
}

async function createDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE])
    if (rowCount === 0) await client.query(`create database ${DATABASE}`)
  } finally {
    await client.end()
  }
}

/** Holds the lock; when its connection breaks, brings PostgreSQL back and takes the lock again. */
function keepRunning(
  start: StartOptions,
  first: SingleServerLock,
  takeLock: () => Promise<SingleServerLock>,
): { close(cluster: Cluster): Promise<void> } {
  let closing = false
  let lock: SingleServerLock | undefined = first
  let recovering: Promise<void> | undefined
  const watch = (held: SingleServerLock) => {
    held.onLost(() => {
      lock = undefined
      if (!closing) recovering = recover()
    })
  }
  const recover = async () => {
    start.log.error('PostgreSQL is gone; starting it again')
    for (let pause = 100; !closing; pause = Math.min(pause * 2, 5_000)) {
      try {
        await startPostmaster(start)
        lock = await takeLock()
        watch(lock)
        start.log.info('PostgreSQL is back')
        return
      } catch (error) {
        start.log.error({ err: error }, 'PostgreSQL does not come back; trying again')
        await wait(pause)
      }
    }
  }
  watch(first)
  return {
    async close(cluster) {
      closing = true
      await recovering
      await lock?.release()
      await stopPostmaster(cluster.directory)
    },
  }
}
