import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { Client } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { BackedUpTable } from './backup-manifest.ts'
import { told, type Watch } from './backup-progress.ts'
import { type BackupTable, columnList, tableName } from './backup-tables.ts'

/** Streams the rows of a table into a new file of a directory (0600), on disk when this returns. */
export async function writeTable(
  client: Client,
  table: BackupTable,
  directory: string,
  { progress, signal }: Watch,
): Promise<BackedUpTable> {
  const file = `${table.of}.${table.table}.copy.gz`
  // A query: rows of a table in parts cannot be copied by its name.
  const rows = client.query(
    copyTo(`copy (select ${columnList(table.columns)} from ${tableName(table)}) to stdout`),
  )
  const hash = createHash('sha256')
  await pipeline(
    rows,
    told(table.table, progress),
    createGzip(),
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk)
        yield chunk
      }
    },
    createWriteStream(join(directory, file), { flags: 'wx', mode: 0o600, flush: true }),
    { signal },
  )
  return { ...table, file, rows: rows.rowCount, sha256: hash.digest('hex') }
}
