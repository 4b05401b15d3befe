import type { RecordRow } from './session-statements.ts'

/** Sessions that were found a moment ago, each to be taken once. */
export interface FoundRows {
  keep(row: RecordRow): void
  take(id: string): RecordRow | undefined
}

/** @param most how many are kept; the oldest go first */
export function createFoundRows(most: number): FoundRows {
  const rows = new Map<string, RecordRow>()
  return {
    keep(row) {
      rows.delete(row.record.id)
      rows.set(row.record.id, row)
      for (const oldest of rows.keys()) {
        if (rows.size <= most) break
        rows.delete(oldest)
      }
    },
    take(id) {
      const row = rows.get(id)
      rows.delete(id)
      return row
    },
  }
}
