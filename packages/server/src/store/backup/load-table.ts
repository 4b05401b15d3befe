import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type { Client } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { BackedUpTable } from './backup-manifest.ts'
import { told, type Watch } from './backup-progress.ts'
import { columnList, KEY_TABLE, tableName } from './backup-tables.ts'
import { restoreRefused } from './restore-refused.ts'

/** Where rows come from. */
export interface LoadOptions extends Watch {
  readonly directory: string
}

/**
 * Loads the file of a table into it, within the transaction of the caller.
 *
 * @param into where to, in SQL; the table itself when absent
 * @throws {BalieError} RESTORE_REFUSED when other rows were in it than the manifest says
 */
export async function loadTable(
  client: Client,
  table: BackedUpTable,
  { directory, progress, signal }: LoadOptions,
  into = tableName(table),
): Promise<void> {
  const rows = client.query(copyFrom(`copy ${into} (${columnList(table.columns)}) from stdin`))
  await pipeline(
    createReadStream(join(directory, table.file)),
    createGunzip(),
    told(table.table, progress),
    rows,
    { signal },
  )
  if (rows.rowCount !== table.rows)
    throw restoreRefused(
      `${table.file} has ${rows.rowCount} rows and not ${table.rows}, as its manifest says`,
    )
}

/**
 * Loads keys that may be of another moment than the sessions: of sessions that are not there they are left out,
 * and erased is what they no longer hold (P2).
 *
 * @returns how many were loaded
 */
export async function loadKeys(client: Client, table: BackedUpTable, options: LoadOptions): Promise<number> {
  await client.query(`create temp table backup_keys (like ${KEY_TABLE}) on commit drop`)
  await loadTable(client, table, options, 'pg_temp.backup_keys')
  const columns = columnList(table.columns)
  const { rowCount } = await client.query(
    `insert into ${KEY_TABLE} (${columns}) select ${columns} from pg_temp.backup_keys k
     where exists (select from sessions where id = k.session_id)`,
  )
  return rowCount ?? 0
}
