import type { Clock } from '@balie/sdk'
import type { Client, Pool } from 'pg'
import { BalieError } from '../../errors/balie-error.ts'
import { JOBS_SCHEMA } from '../../jobs/boss.ts'
import { isDatabaseUnavailable } from '../database-unavailable.ts'
import { MIGRATION_LOCK } from '../migrate.ts'
import { MIGRATIONS, type Migration, readMigrations } from '../migration.ts'
import { openBackupConnection } from './backup-connection.ts'
import { type BackupDirectory, makeBackupDirectory, notWritten, requireApart } from './backup-directory.ts'
import { type BackupManifest, FORMAT, writeManifest } from './backup-manifest.ts'
import type { Watch } from './backup-progress.ts'
import { findBackupTables, KEY_TABLE, tableName } from './backup-tables.ts'
import { leaveOutForeign } from './leave-out-foreign.ts'
import { writeTable } from './write-table.ts'

export interface BackUpOptions extends Watch {
  readonly pool: Pool
  readonly clock: Clock
  /** For everything but the wrapped data keys. */
  readonly to: string
  /** For those: never the same, nor one in the other. */
  readonly keysTo: string
  /** Of the migrations that this Balie brings; its own when absent. */
  readonly folder?: URL
}

/** What was backed up. */
export interface BackedUp {
  readonly at: string
  readonly tables: number
  readonly rows: number
  readonly keys: number
  /** Tables and columns that no Balie made, in words. */
  readonly leftOut: readonly string[]
}

/**
 * Writes all that Balie has stored, as it was at one moment, into two new directories: the wrapped data keys in
 * one of their own, everything else in the other (P2). Servers go on meanwhile; only one of a
 * later version waits, with migrations of tables that are held for this (see `tryForTables`). Nothing in the database changes. When this fails, what it
 * wrote is removed, or the error names what is left; when the process is killed, the manifest is missing that makes a directory a backup.
 *
 * @throws {BalieError} BACKUP_FAILED
 */
export async function backUp(options: BackUpOptions): Promise<BackedUp> {
  const directories: BackupDirectory[] = []
  try {
    const data = await makeBackupDirectory(options.to)
    directories.push(data)
    const keys = await makeBackupDirectory(options.keysTo)
    directories.push(keys)
    await requireApart(data, keys)
    return await copyAll(options, data, keys)
  } catch (error) {
    throw await undone(inWords(error, options), directories)
  }
}

/** What went wrong, once what was written is gone; with what could not be removed: keys that stay are not erased (P2). */
async function undone(error: unknown, directories: readonly BackupDirectory[]): Promise<unknown> {
  const left: string[] = []
  for (const directory of directories.toReversed())
    await directory.undo().catch(() => left.push(directory.path))
  if (left.length === 0) return error
  const why = error instanceof BalieError ? error.detail : 'something unexpected went wrong'
  return new BalieError(
    'BACKUP_FAILED',
    `${why}; what was written could not be removed, so remove it yourself: ${left.join(' and ')}`,
    { cause: error },
  )
}

async function copyAll(
  options: BackUpOptions,
  data: BackupDirectory,
  keys: BackupDirectory,
): Promise<BackedUp> {
  const client = await openBackupConnection(options.pool)
  try {
    const known = await readMigrations(options.folder ?? MIGRATIONS)
    const { tables, leftOut, ...about } = await beginSnapshot(client, options.clock, known)
    const written: Record<BackupManifest['holds'], BackupManifest['tables']> = { data: [], keys: [] }
    for (const table of tables) {
      const holds = table.of === 'balie' && table.table === KEY_TABLE ? 'keys' : 'data'
      const { path } = holds === 'keys' ? keys : data
      written[holds].push(await writeTable(client, table, path, options))
    }
    await client.query('commit')
    for (const [holds, directory] of [
      ['keys', keys],
      ['data', data],
    ] as const) {
      await directory.sync()
      await writeManifest(directory.path, { format: FORMAT, holds, ...about, tables: written[holds] })
      await directory.sync()
    }
    return {
      at: about.at,
      tables: written.data.length,
      rows: written.data.reduce((sum, { rows }) => sum + rows, 0),
      keys: written.keys.reduce((sum, { rows }) => sum + rows, 0),
      leftOut,
    }
  } finally {
    await client.end()
  }
}

/** Everything from here on is as it is at this moment. */
async function beginSnapshot(client: Client, clock: Clock, known: readonly Migration[]) {
  // No migration between looking which tables there are and holding them.
  await client.query('select pg_advisory_lock_shared($1, $2)', [...MIGRATION_LOCK])
  const there = await client.query<{ there: boolean }>(
    `select to_regclass('migrations') is not null as there`,
  )
  if (!there.rows[0]?.there)
    throw new BalieError('BACKUP_FAILED', 'the database is empty: Balie has never run on it')
  const { rows: migrations } = await client.query<BackupManifest['migrations'][number]>(
    'select number, name, checksum from migrations order by number',
  )
  const { tables, leftOut } = leaveOutForeign(await findBackupTables(client), migrations, known)
  await client.query('begin isolation level repeatable read, read only')
  await client.query(`lock table ${tables.map(tableName).join(', ')} in access share mode`)
  const at = new Date(clock.now()).toISOString()
  const { rows } = await client.query<{ postgresql: string; jobs: number }>(
    `select current_setting('server_version') as postgresql, version as jobs from ${JOBS_SCHEMA}.version`,
  )
  await client.query('select pg_advisory_unlock_shared($1, $2)', [...MIGRATION_LOCK])
  const { postgresql = '', jobs = 0 } = rows[0] ?? {}
  return { at, postgresql, migrations, jobs, tables, leftOut }
}

function inWords(error: unknown, { to, keysTo, signal }: BackUpOptions): unknown {
  if (error instanceof BalieError) return error
  if (signal.aborted) return new BalieError('BACKUP_FAILED', 'the backup was stopped before it was whole')
  if (isDatabaseUnavailable(error)) {
    return new BalieError(
      'BACKUP_FAILED',
      'the database went away before the backup was whole; make it again',
      {
        cause: error,
      },
    )
  }
  if (error instanceof Error && 'severity' in error) {
    const code = 'code' in error ? String(error.code) : ''
    const words = code === '42501' ? 'this user may not read all tables of Balie' : `it answered ${code}`
    return new BalieError('BACKUP_FAILED', `the database could not be read: ${words}`, { cause: error })
  }
  if (error instanceof Error && 'syscall' in error) return notWritten(error, `${to} or ${keysTo}`)
  return error
}
