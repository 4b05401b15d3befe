import type { Secret } from '@balie/sdk'
import { createLog } from '../log.ts'
import { livingOwnPostgres } from '../store/own-postgres/living-own-postgres.ts'
import { startOwnPostgres } from '../store/own-postgres/own-postgres.ts'
import { openStore, type Store } from '../store/pool.ts'
import { waitForDatabase } from '../store/wait-for-database.ts'

/** Where a command finds the database: a part of the configuration. */
export interface StorePlace {
  readonly databaseUrl?: Secret<string>
  readonly databaseCa?: string
  readonly databaseStatementSeconds?: number
  readonly dataDirectory: string
  readonly databaseWaitSeconds: number
}

/**
 * The database of a configuration for a short command, also while a server runs on it. A PostgreSQL of our
 * own that is not running is started, and stopped again by `close`.
 *
 * @param alone no server may run on a data directory meanwhile; a PostgreSQL that a killed one left is taken over,
 *   and stopped by `close`, too
 * @throws {BalieError} START_REFUSED
 */
export async function openConfiguredStore(
  place: StorePlace,
  stop: AbortSignal,
  { alone = false }: { readonly alone?: boolean } = {},
): Promise<{ store: Store; close(): Promise<void> }> {
  const log = createLog({ level: 'warn', readable: true, destination: process.stderr })
  const database = await findDatabase(place)
  const { databaseCa, databaseStatementSeconds: statementSeconds } = place
  const store = openStore({
    databaseUrl: database.url,
    log,
    connections: 2,
    ...(databaseCa !== undefined && { databaseCa }),
    ...(statementSeconds !== undefined && { statementSeconds }),
  })
  const close = async () => {
    await store.close()
    await database.close()
  }
  try {
    await waitForDatabase({ pool: store.pool, seconds: place.databaseWaitSeconds, log, signal: stop })
  } catch (error) {
    await close()
    throw error
  }
  return { store, close }

  async function findDatabase({ databaseUrl, dataDirectory }: StorePlace) {
    const nothing = async () => undefined
    if (databaseUrl) return { url: databaseUrl, close: nothing }
    const living = alone ? undefined : await livingOwnPostgres(dataDirectory)
    if (living) return { url: living, close: nothing }
    const own = await startOwnPostgres({ dataDirectory, log })
    return { url: own.databaseUrl, close: own.close }
  }
}
