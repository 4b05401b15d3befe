import { type Clock, type Keyring, type Random, systemClock, systemRandom } from '@balie/sdk'
import { type App, createApp } from './app.ts'
import type { Config } from './config/config.ts'
import type { Log } from './log.ts'
import { type StopStep, stopInOrder } from './stop-in-order.ts'
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
  /** Ends the waiting for a database that is down or cannot be migrated yet, by an AbortError. */
  readonly signal?: AbortSignal
  /** Called when the database is ready and before anyone can come in: the demo makes its agents. */
  readonly prepare?: (store: Store) => Promise<void>
}

/** Balie, running. */
export interface RunningBalie {
  readonly publicUrl: string
  readonly internalUrl: string
  /**
   * Stops in order: no new requests, sockets, the pool, and its own PostgreSQL last. Within 30 s, whatever hangs. Once; later
   * calls wait for it.
   *
   * @returns the names of the parts that did not stop
   */
  close(): Promise<readonly string[]>
}

/**
 * Starts Balie: database, migrations, listeners. What was started is stopped again when a later step fails.
 *
 * @throws {BalieError} START_REFUSED, MIGRATION_REFUSED
 */
export async function startBalie(options: BalieOptions): Promise<RunningBalie> {
  const { config, log, clock = systemClock, random = systemRandom } = options
  const stops: StopStep[] = []
  const stop = () => stopInOrder(stops.splice(0), log)
  try {
    for (const warning of config.warnings) log.warn(warning)
    const database = await findDatabase(config, log, random)
    stops.unshift({ name: 'own database', patience: 10_000, stop: database.close })
    const store = openStore({
      databaseUrl: database.url,
      log,
      connections: config.databaseConnections,
      statementSeconds: config.databaseStatementSeconds,
      ...(config.databaseCa !== undefined && { databaseCa: config.databaseCa }),
    })
    stops.unshift({ name: 'database', patience: 3_000, stop: store.close })
    const stopping = options.signal && { signal: options.signal }
    await waitForDatabase({
      pool: store.pool,
      seconds: config.databaseWaitSeconds,
      log,
      ...stopping,
    })
    const note = (line: string) => log.warn(line)
    for (const name of await migrate(store.pool, { note, ...stopping }))
      log.info({ migration: name }, 'the database was brought up to date')
    await options.prepare?.(store)
    const app: App = await createApp({ config, keyring: database.keyring, store, clock, random, log })
    stops.unshift(...app.stops)
    const urls = await app.start()
    log.info({ public: urls.publicUrl, internal: urls.internalUrl }, 'Balie is ready')
    let closing: Promise<readonly string[]> | undefined
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
