import type { Keyring } from '@balie/sdk'
import type { Client, Pool } from 'pg'
import { BalieError } from '../../errors/balie-error.ts'
import { isDatabaseUnavailable } from '../database-unavailable.ts'
import { migrate } from '../migrate.ts'
import { openBackupConnection } from './backup-connection.ts'
import type { Watch } from './backup-progress.ts'
import { tableName } from './backup-tables.ts'
import { checkMasterKey } from './check-master-key.ts'
import { loadKeys, loadTable } from './load-table.ts'
import type { Backup } from './read-backup.ts'
import { restoreRefused } from './restore-refused.ts'
import { requireColumns, requireEmpty, requireFresh } from './restore-target.ts'
import { restoreUnfinished } from './restore-unfinished.ts'
import { setSequences } from './set-sequences.ts'

export interface RestoreOptions extends Watch {
  readonly pool: Pool
  /** To find out whether it opens the keys. Absent: that is not looked at. */
  readonly keyring?: Keyring
}

/** What is in the database now. */
export interface Restored {
  readonly rows: number
  readonly keys: number
  /** Of these keys the master key was not given. */
  readonly closedKeys: number
}

/**
 * Loads a backup into an empty database, all or nothing: migrates as far as the backup had been, loads in one
 * transaction, and runs newer migrations. Keys may be of another moment than the rest; what they do not open
 * stays unreadable (P2).
 *
 * @throws {BalieError} RESTORE_REFUSED when the database is not empty, or the backup does not fit it or the
 *   master key; no row of it is there then. RESTORE_UNFINISHED when all rows are there and newer migrations did
 *   not run, or when the database went away so that nobody knows whether they are
 */
export async function restore(backup: Backup, options: RestoreOptions): Promise<Restored> {
  const client = await openBackupConnection(options.pool)
  try {
    const restored = await fill(client, backup, options)
    await bringUpToDate(backup, options)
    await analyze(client, backup, options)
    return restored
  } finally {
    await client.end()
  }
}

async function fill(client: Client, backup: Backup, options: RestoreOptions): Promise<Restored> {
  const { folder, data } = backup
  try {
    await requireFresh(client, data)
    await migrate(options.pool, {
      ...(folder && { folder }),
      upTo: data.migrations.at(-1)?.number ?? 0,
      signal: options.signal,
    })
    await requireColumns(client, data)
    if (backup.keys) await requireColumns(client, backup.keys)
    const restored = await load(client, backup, options)
    await commit(client)
    return restored
  } catch (error) {
    throw inWords(error, options.signal)
  }
}

async function commit(client: Client): Promise<void> {
  try {
    await client.query('commit')
  } catch (error) {
    const isRefused = error instanceof Error && 'severity' in error && !isDatabaseUnavailable(error)
    if (isRefused) throw error
    throw restoreUnfinished(
      'the database went away at the very end, so either everything is in it or nothing; restore once more: when that says that the database is not empty, everything is there, and Balie can be started',
      error,
    )
  }
}

/** What a start of Balie does as well. */
async function bringUpToDate({ folder }: Backup, { pool, signal }: RestoreOptions): Promise<void> {
  try {
    await migrate(pool, { ...(folder && { folder }), signal })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${error.code})` : ''
    const why = signal.aborted ? 'was stopped' : `failed${code}`
    throw restoreUnfinished(
      `all rows of the backup are in the database, but bringing it up to date ${why}; do not restore again: start Balie, which does that as well`,
      error,
    )
  }
}

/** Until PostgreSQL has counted by itself it would guess. It does so soon: nothing is lost without this. */
async function analyze(client: Client, { data }: Backup, { signal }: RestoreOptions): Promise<void> {
  try {
    for (const table of data.tables) {
      if (signal.aborted) return
      await client.query(`analyze ${tableName(table)}`)
    }
  } catch {
    return
  }
}

/** Up to the commit. */
async function load(
  client: Client,
  backup: Backup,
  { keyring, ...watch }: RestoreOptions,
): Promise<Restored> {
  await client.query('begin')
  // A server that runs on it already must not begin sessions meanwhile.
  await client.query('lock table sessions, agent in share row exclusive mode')
  await requireEmpty(client)
  for (const table of backup.data.tables) await loadTable(client, table, { ...watch, directory: backup.from })
  let keys = 0
  for (const table of backup.keys?.tables ?? [])
    keys += await loadKeys(client, table, { ...watch, directory: backup.keysFrom ?? '' })
  await setSequences(client)
  const closedKeys = keyring ? await checkMasterKey(client, keyring) : 0
  return { rows: backup.data.tables.reduce((sum, { rows }) => sum + rows, 0), keys, closedKeys }
}

function inWords(error: unknown, signal: AbortSignal): unknown {
  if (error instanceof BalieError) return error
  if (signal.aborted) return restoreRefused('it was stopped before everything was in the database')
  if (isDatabaseUnavailable(error))
    return restoreRefused(
      'the database went away before everything was in it; empty it and begin again',
      error,
    )
  if (!(error instanceof Error) || !('severity' in error)) return error
  const code = 'code' in error ? String(error.code) : ''
  const words =
    code === '42501'
      ? 'this user may not make or fill tables there'
      : `the database does not take what is in it (${code})`
  return restoreRefused(words, error)
}
