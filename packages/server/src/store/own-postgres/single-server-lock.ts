import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import { BalieError } from '../../errors/balie-error.ts'

/** Held by the one server of a data directory, for as long as its connection lives. */
export interface SingleServerLock {
  /** Called once, when the connection is lost that was not released; also when that was before. */
  onLost(listener: () => void): void
  release(): Promise<void>
}

/** "bali" as a number, and one for this lock. */
const LOCK = [0x62616c69, 1] as const
/** A server that was killed a moment ago still holds it until PostgreSQL has noticed. */
const PATIENCE = 5_000

/**
 * Takes the lock that makes us the one server of a data directory.
 *
 * @throws {BalieError} START_REFUSED when another server holds it
 */
export async function takeSingleServerLock(
  databaseUrl: string,
  directory: string,
): Promise<SingleServerLock> {
  const client = new Client({
    connectionString: databaseUrl,
    application_name: `balie lock ${process.pid}`,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
  })
  const loss = Promise.withResolvers<void>()
  let released = false
  const end = () => {
    if (!released) loss.resolve()
    released = true
  }
  client.on('error', () => undefined).on('end', end)
  try {
    await client.connect()
    for (let waited = 0; !(await locked(client)); waited += 100) {
      if (waited >= PATIENCE) throw await refusal(client, directory)
      await wait(100)
    }
  } catch (error) {
    released = true
    await client.end().catch(() => undefined)
    throw error
  }
  return {
    onLost: (listener) => void loss.promise.then(listener),
    release: async () => {
      released = true
      await client.end().catch(() => undefined)
    },
  }
}

async function locked(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1, $2) as got', [
    ...LOCK,
  ])
  return rows[0]?.got === true
}

async function refusal(client: Client, directory: string): Promise<BalieError> {
  const { rows } = await client.query<{ name: string }>(
    `select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
     where l.locktype = 'advisory' and l.classid = $1 and l.objid = $2 and l.granted`,
    [...LOCK],
  )
  const pid = /^balie lock (\d+)$/.exec(rows[0]?.name ?? '')?.[1]
  return new BalieError(
    'START_REFUSED',
    `another Balie${pid ? ` (process ${pid})` : ''} uses ${directory}; stop that one first, or give this one a data_directory of its own`,
  )
}
