import type { Clock } from '@balie/sdk'

/** Told of bytes of a table that went by. */
export type BackupProgress = (table: string, bytes: number) => void

/** Milliseconds between two lines. */
const EVERY = 10_000

/** Says a line about how far it is, every ten seconds: nothing when all is done sooner. Bytes are those of the rows, before they are packed. */
export function createBackupProgress(clock: Clock, say: (line: string) => void): BackupProgress {
  let last = clock.now()
  const sums = new Map<string, number>()
  return (table, bytes) => {
    sums.set(table, (sums.get(table) ?? 0) + bytes)
    if (clock.now() - last < EVERY) return
    last = clock.now()
    say(`${table}: ${Math.round((sums.get(table) ?? 0) / 1_000_000).toLocaleString('en')} MB so far`)
  }
}
