import { type Clock, type Keyring, type Random, systemClock, systemRandom } from '@balie/sdk'
import { type App, createApp } from './app.ts'
import type { Config } from './config/config.ts'
import type { Log } from './log.ts'
import { migrate } from './store/migrate.ts'
import { ownKeyring } from './store/own-keyring.ts'
import { startOwnPostgres } from './store/own-postgres/own-postgres.ts'
import { openStore, type Store } from './store/pool.ts'
import { waitForDatabase } from './store/wait-for-database.ts'

export interface BalieOptions {
  readonly config: Config
  readonly log: Log
  readonly clock?: Clock
  readonly random?: Random
  /** Ends the waiting for a database that is down, by an AbortError. */
  readonly signal?: AbortSignal
  /** Called when the database is ready and before anyone can come in: the demo makes its agents. */
  readonly prepare?: (store: Store) => Promise<void>
}

/** Balie, running. */
export interface RunningBalie {
  readonly publicUrl: string
  readonly internalUrl: string
  /** Stops in order: no new requests, sockets, the pool, and its own PostgreSQL last. Once; later calls wait for it. */
  close(): Promise<void>
}

/**
 * Starts Balie: database, migrations, listeners. What was started is stopped again when a later step fails.
 *
 * @throws {BalieError} START_REFUSED, MIGRATION_REFUSED
 */
export async function startBalie(options: BalieOptions): Promise<RunningBalie> {
  const { config, log, clock = systemClock, random = systemRandom } = options
  const stops: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const step of stops.splice(0).reverse()) {
      await step().catch((error) => log.error({ err: error }, 'a part did not stop as it should'))
    }
  }
  try {
    for (const warning of config.warnings) log.warn(warning)
    const database = await findDatabase(config, log, random)
    stops.push(database.close)
    const store = openStore({
      databaseUrl: database.url,
      log,
      connections: config.databaseConnections,
      statementSeconds: config.databaseStatementSeconds,
      ...(config.databaseCa !== undefined && { databaseCa: config.databaseCa }),
    })
    stops.push(store.close)
    await waitForDatabase({
      pool: store.pool,
      seconds: config.databaseWaitSeconds,
      log,
      ...(options.signal && { signal: options.signal }),
    })
    for (const name of await migrate(store.pool))
      log.info({ migration: name }, 'the database was brought up to date')
    await options.prepare?.(store)
    const app: App = await createApp({ config, keyring: database.keyring, store, clock, random, log })
    stops.push(app.close)
    const urls = await app.start()
    log.info({ public: urls.publicUrl, internal: urls.internalUrl }, 'Balie is ready')
    let closing: Promise<void> | undefined
    return {
      ...urls,
      close() {
        closing ??= stop()
        return closing
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}

async function findDatabase(config: Config, log: Log, random: Random) {
  const { databaseUrl, keyring } = config
  if (databaseUrl && keyring) return { url: databaseUrl, keyring, close: async () => undefined }
  const own = await startOwnPostgres({ dataDirectory: config.dataDirectory, log, random })
  try {
    const kept: Keyring = keyring ?? (await ownKeyring(config.dataDirectory, random))
    return { url: own.databaseUrl, keyring: kept, close: own.close }
  } catch (error) {
    await own.close()
    throw error
  }
}
