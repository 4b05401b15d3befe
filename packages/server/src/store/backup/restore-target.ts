import type { ClientBase } from 'pg'
import { JOBS_SCHEMA } from '../../jobs/boss.ts'
import type { BackupManifest } from './backup-manifest.ts'
import { findBackupTables, tableName } from './backup-tables.ts'
import { restoreRefused } from './restore-refused.ts'

/**
 * Whether a backup can go into a database, before anything is changed there.
 *
 * @throws {BalieError} RESTORE_REFUSED when the database holds something, or is of a later version than the backup
 */
export async function requireFresh(client: ClientBase, { migrations }: BackupManifest): Promise<void> {
  const { rows } = await client.query<{ there: boolean }>(
    `select to_regclass('migrations') is not null as there`,
  )
  if (!rows[0]?.there) {
    const [other] = await findBackupTables(client)
    if (other) throw restoreRefused('the database holds tables that are not of Balie; give an empty one')
    return
  }
  await requireEmpty(client)
  const later = await client.query<{ name: string }>(
    'select name from migrations where number > $1 order by number limit 1',
    [migrations.at(-1)?.number ?? 0],
  )
  const name = later.rows[0]?.name
  if (name !== undefined) {
    throw restoreRefused(
      `the database has run ${name} already, which is of a later version than the backup; give an empty one`,
    )
  }
}

/**
 * That no table holds a row.
 *
 * @throws {BalieError} RESTORE_REFUSED with what is there
 */
export async function requireEmpty(client: ClientBase): Promise<void> {
  for (const table of await findBackupTables(client)) {
    const { rows } = await client.query<{ any: boolean }>(
      `select exists (select from ${tableName(table)}) as any`,
    )
    if (!rows[0]?.any) continue
    throw restoreRefused(
      `the database is not empty: there are rows in ${table.table}; a backup goes into an empty database, or a new data directory`,
    )
  }
}

/**
 * That the tables are those of the backup, or later ones with columns beside.
 *
 * @throws {BalieError} RESTORE_REFUSED
 */
export async function requireColumns(client: ClientBase, manifest: BackupManifest): Promise<void> {
  const { rows } = await client.query<{ version: number }>(`select version from ${JOBS_SCHEMA}.version`)
  const jobs = rows[0]?.version ?? 0
  if (manifest.jobs > jobs) {
    throw restoreRefused(
      `the jobs of the backup are of version ${manifest.jobs} and this Balie brings ${jobs}: it was made by a newer version; restore it with that one`,
    )
  }
  const there = await findBackupTables(client)
  for (const { of, table, columns } of manifest.tables) {
    const same = there.find((one) => one.of === of && one.table === table)
    const missing = columns.find((column) => !same?.columns.includes(column))
    if (missing === undefined) continue
    throw restoreRefused(
      `the backup has ${same ? `a column ${missing} of ${table}` : `a table ${table}`} that this Balie has no place for; restore it with the Balie that made it, and start this one on that database`,
    )
  }
}
