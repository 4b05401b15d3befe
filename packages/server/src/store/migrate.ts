import type { ClientBase, Pool } from 'pg'
import { BalieError } from '../errors/balie-error.ts'
import { installJobs } from '../jobs/boss.ts'
import { MIGRATIONS, type Migration, readMigrations } from './migration.ts'
import { openPatientConnection } from './patient-connection.ts'
import { type TryOptions, tryForTables } from './try-for-tables.ts'

export interface MigrateOptions {
  /** Balie's own when absent. */
  readonly folder?: URL
  /** Number of the last to run: of those that a backup was made with. Every one when absent. */
  readonly upTo?: number
  /** Told in words what it waits for, once: another server's migration, or who reads all tables. */
  readonly note?: (line: string) => void
  /** Ends the waiting, by an AbortError. */
  readonly signal?: AbortSignal
}

/** Held by who changes tables; shared by who must not have them changed. "bali" as a number, and one for this lock. */
export const MIGRATION_LOCK = [0x62616c69, 2] as const
const OLDEST = 150_000

/**
 * Brings the database to this version: runs what it has not run yet, in order, each in a transaction of its
 * own, and makes the tables of the jobs. Safe to call from several servers at once; the later ones wait and find nothing to do.
 * Waits for a backup that runs, without keeping servers of the version before from their tables.
 *
 * @returns the names of those that ran now
 * @throws {BalieError} MIGRATION_REFUSED for a PostgreSQL before 15, a database of a newer Balie, or a
 *   migration that was changed after it ran; nothing has been changed then
 */
export async function migrate(pool: Pool, options: MigrateOptions = {}): Promise<readonly string[]> {
  const { folder = MIGRATIONS, upTo = Number.POSITIVE_INFINITY, signal } = options
  const migrations = await readMigrations(folder)
  const client = await openPatientConnection(pool)
  // Ends the query that runs, too.
  const stop = () => void client.end()
  signal?.addEventListener('abort', stop)
  try {
    signal?.throwIfAborted()
    const note = once(options.note)
    await requireVersion(client)
    await takeLock(client, note)
    const waiting = { note, ...(signal && { signal }) }
    const names = await run(client, migrations, upTo, waiting)
    await tryForTables(client, () => installJobs(client), waiting)
    return names
  } catch (error) {
    signal?.throwIfAborted()
    throw error
  } finally {
    signal?.removeEventListener('abort', stop)
    // The lock goes with it.
    await client.end()
  }
}

function once(note?: (line: string) => void): (line: string) => void {
  const said = new Set<string>()
  return (line) => {
    if (!said.has(line)) note?.(line)
    said.add(line)
  }
}

async function takeLock(client: ClientBase, note: (line: string) => void): Promise<void> {
  const { rows } = await client.query<{ free: boolean }>('select pg_try_advisory_lock($1, $2) as free', [
    ...MIGRATION_LOCK,
  ])
  if (rows[0]?.free) return
  note('another server brings the database up to date; waiting for that')
  await client.query('select pg_advisory_lock($1, $2)', [...MIGRATION_LOCK])
}

/** Whether every migration of this version has run on the database; newer ones may have run, too. */
export async function isMigrated(pool: Pool, options: MigrateOptions = {}): Promise<boolean> {
  const { folder = MIGRATIONS, upTo = Number.POSITIVE_INFINITY } = options
  const migrations = (await readMigrations(folder)).filter(({ number }) => number <= upTo)
  const { rows } = await pool.query<{ there: boolean }>(
    `select to_regclass('migrations') is not null as there`,
  )
  if (!rows[0]?.there) return false
  const done = await applied(pool)
  return migrations.every(({ number, checksum }) => done.get(number)?.checksum === checksum)
}

async function requireVersion(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ version: number; words: string }>(
    `select current_setting('server_version_num')::int as version, current_setting('server_version') as words`,
  )
  if ((rows[0]?.version ?? 0) >= OLDEST) return
  throw new BalieError(
    'MIGRATION_REFUSED',
    `the database is PostgreSQL ${rows[0]?.words}, and Balie needs 15 or later`,
  )
}

async function run(
  client: ClientBase,
  migrations: readonly Migration[],
  upTo: number,
  waiting: TryOptions,
): Promise<readonly string[]> {
  await client.query(
    `create table if not exists migrations (
       number int primary key, name text not null, checksum text not null, applied_at timestamptz not null default now()
     )`,
  )
  const done = await applied(client)
  refuseUnknown(done, migrations)
  const names: string[] = []
  for (const migration of migrations.filter(({ number }) => number <= upTo && !done.has(number))) {
    await tryForTables(client, () => runOne(client, migration), waiting)
    names.push(migration.name)
  }
  return names
}

async function applied(on: ClientBase | Pool): Promise<Map<number, { name: string; checksum: string }>> {
  const { rows } = await on.query<{ number: number; name: string; checksum: string }>(
    'select number, name, checksum from migrations order by number',
  )
  return new Map(rows.map((row) => [row.number, row]))
}

function refuseUnknown(
  done: ReadonlyMap<number, { name: string; checksum: string }>,
  migrations: readonly Migration[],
): void {
  const known = new Map(migrations.map((migration) => [migration.number, migration]))
  for (const [number, { name, checksum }] of done) {
    const ours = known.get(number)
    if (!ours) {
      throw new BalieError(
        'MIGRATION_REFUSED',
        `the database has run ${name}, which this Balie does not know: it is of a newer version; start that one`,
      )
    }
    if (ours.checksum !== checksum) {
      throw new BalieError(
        'MIGRATION_REFUSED',
        `the database has run another ${name} than this Balie brings: a changed copy made it, or a Balie from before the first release, whose databases this one cannot take over; give it a new database or data directory`,
      )
    }
  }
}

async function runOne(client: ClientBase, { number, name, sql, checksum }: Migration): Promise<void> {
  await client.query('begin')
  await client.query(sql)
  await client.query('insert into migrations (number, name, checksum) values ($1, $2, $3)', [
    number,
    name,
    checksum,
  ])
  await client.query('commit')
}
