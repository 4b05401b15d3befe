import type { Migration } from '../migration.ts'
import { ownColumns } from '../own-columns.ts'
import type { BackupManifest } from './backup-manifest.ts'
import type { BackupTable } from './backup-tables.ts'

/** What goes into a backup, and in words what does not. */
export interface Sorted {
  readonly tables: readonly BackupTable[]
  readonly leftOut: readonly string[]
}

/**
 * Leaves out tables and columns that an operator added to the database: a restore has no place for them, and a copy
 * of the keys that somebody made would lie beside the rest (P2). Of a database of a newer Balie nothing is left out,
 * because nobody here can tell.
 *
 * @param ran migrations that have run on the database
 * @param known those that this Balie brings
 */
export function leaveOutForeign(
  tables: readonly BackupTable[],
  ran: BackupManifest['migrations'],
  known: readonly Migration[],
): Sorted {
  const checksums = new Set(known.map(({ checksum }) => checksum))
  if (ran.some(({ checksum }) => !checksums.has(checksum))) return { tables, leftOut: [] }
  const own = ownColumns(known)
  const leftOut: string[] = []
  const kept = tables.flatMap((table): readonly BackupTable[] => {
    if (table.of === 'jobs') return [table]
    const columns = own.get(table.table)
    if (!columns) {
      leftOut.push(`table ${table.table}`)
      return []
    }
    const foreign = table.columns.filter((column) => !columns.has(column))
    leftOut.push(...foreign.map((column) => `column ${column} of ${table.table}`))
    return [{ ...table, columns: table.columns.filter((column) => columns.has(column)) }]
  })
  return { tables: kept, leftOut }
}
