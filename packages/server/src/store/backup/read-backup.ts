import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { MIGRATIONS, readMigrations } from '../migration.ts'
import { type BackupManifest, readManifest } from './backup-manifest.ts'
import { told, type Watch } from './backup-progress.ts'
import { restoreRefused } from './restore-refused.ts'

/** Where a backup lies. */
export interface BackupPlace {
  /** Everything but the keys. */
  readonly from: string
  /** The keys, of the same moment or of another one. Absent: sessions will be there and cannot be read. */
  readonly keysFrom?: string
  /** Of the migrations that this Balie brings; its own when absent. */
  readonly folder?: URL
}

/** A backup whose files are what was written. */
export interface Backup extends BackupPlace {
  readonly data: BackupManifest
  readonly keys?: BackupManifest
}

/**
 * Reads a backup from end to end, so that nothing of one that is damaged is ever restored.
 *
 * @throws {BalieError} RESTORE_REFUSED when it is not whole, was changed, or is of a newer Balie
 */
export async function readBackup(place: BackupPlace, watch: Watch): Promise<Backup> {
  const data = await readManifest(place.from, 'data')
  await refuseUnknown(data, place.folder ?? MIGRATIONS)
  const keys = place.keysFrom === undefined ? undefined : await readManifest(place.keysFrom, 'keys')
  await requireWhole(place.from, data, watch)
  if (place.keysFrom !== undefined && keys) await requireWhole(place.keysFrom, keys, watch)
  return { ...place, data, ...(keys && { keys }) }
}

async function refuseUnknown({ migrations }: BackupManifest, folder: URL): Promise<void> {
  const ours = new Map((await readMigrations(folder)).map((migration) => [migration.number, migration]))
  for (const { number, name, checksum } of migrations) {
    const known = ours.get(number)
    if (!known) {
      throw restoreRefused(
        `the backup has ${name}, which this Balie does not know: it was made by a newer version; restore it with that one`,
      )
    }
    if (known.checksum !== checksum)
      throw restoreRefused(
        `the backup has another ${name} than this Balie brings; restore it with the Balie that made it`,
      )
  }
}

async function requireWhole(directory: string, { tables }: BackupManifest, { progress, signal }: Watch) {
  for (const { table, file, sha256 } of tables) {
    const path = join(directory, file)
    const hash = createHash('sha256')
    try {
      await pipeline(createReadStream(path), told(table, progress), hash, { signal })
    } catch (error) {
      if (signal.aborted) throw restoreRefused('it was stopped before anything was changed')
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      throw restoreRefused(
        code === 'ENOENT' ? `${path} is missing` : `${path} cannot be read (${code})`,
        error,
      )
    }
    if (hash.digest('hex') !== sha256)
      throw restoreRefused(`${path} is not what was backed up: it was cut off, changed or damaged`)
  }
}
