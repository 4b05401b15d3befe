import type { Clock } from '@balie/sdk'

/** Told of bytes of a table that went by. */
export type BackupProgress = (table: string, bytes: number) => void

/** Who is told how it goes, and what ends it. */
export interface Watch {
  readonly progress: BackupProgress
  /** Ends it, by an AbortError. */
  readonly signal: AbortSignal
}

/** A part of a pipeline that lets bytes of a table go by, and tells of them. */
export function told(table: string, progress: BackupProgress) {
  return async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      progress(table, chunk.length)
      yield chunk
    }
  }
}

/** Milliseconds between two lines. */
const EVERY = 10_000

/** Says a line about how far it is, every ten seconds: nothing when all is done sooner. */
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
