import { chmod, mkdir, open, readdir, realpath, rm } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { BalieError } from '../../errors/balie-error.ts'

/** A directory that a backup is written into. */
export interface BackupDirectory {
  readonly path: string
  /** Has the directory itself on disk, and its name: the names of what was written into it. */
  sync(): Promise<void>
  /** Removes what was written, as far as it can, and the directory when it was made for this. Throws when something is left. */
  undo(): Promise<void>
}

/**
 * An empty directory for us alone (0700), made when it is not there.
 *
 * @throws {BalieError} BACKUP_FAILED when there is something in it, or it cannot be made
 */
export async function makeBackupDirectory(path: string): Promise<BackupDirectory> {
  let made: string | undefined
  try {
    made = await mkdir(path, { recursive: true, mode: 0o700 })
    if ((await readdir(path)).length > 0)
      throw new BalieError('BACKUP_FAILED', `${path} is not empty; give a new directory for each backup`)
    await chmod(path, 0o700)
  } catch (error) {
    throw notWritten(error, path)
  }
  const above = made === undefined ? [] : namedIn(path, made)
  return {
    path,
    async sync() {
      await syncDirectory(path)
      // One that we may write to but not list cannot be opened for that.
      for (const directory of above)
        await syncDirectory(directory).catch((error) => {
          if (error.code !== 'EACCES') throw error
        })
    },
    async undo() {
      const failed: unknown[] = []
      // It was empty before us.
      for (const name of await readdir(path))
        await rm(join(path, name), { force: true }).catch((error) => failed.push(error))
      if (failed.length > 0) throw failed[0]
      if (made !== undefined) await rm(path, { recursive: true, force: true })
    },
  }
}

/** The directories that hold the names of those which were made, from the first of them down to the last. */
function namedIn(last: string, first: string): string[] {
  const found: string[] = []
  for (let one = resolve(last); ; one = dirname(one)) {
    found.push(dirname(one))
    if (one === resolve(first) || one === dirname(one)) return found
  }
}

async function syncDirectory(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/**
 * That data and keys do not lie together, whatever ways lead to them.
 *
 * @throws {BalieError} BACKUP_FAILED
 */
export async function requireApart(one: BackupDirectory, other: BackupDirectory): Promise<void> {
  const [first, second] = [await realpath(one.path), await realpath(other.path)]
  if (!areTogether(first, second)) return
  throw new BalieError(
    'BACKUP_FAILED',
    `${one.path} and ${other.path} lead to one place, ${first}; the keys belong in a place of their own`,
  )
}

/** Whether one directory is the other, or lies in it, by their names. */
export function areTogether(one: string, other: string): boolean {
  const away = [relative(resolve(one), resolve(other)), relative(resolve(other), resolve(one))]
  return away.some((path) => path === '' || path.split(/[\\/]/)[0] !== '..')
}

/** BACKUP_FAILED about something that cannot be written. Our own errors stay what they are. */
export function notWritten(error: unknown, path: string): unknown {
  if (error instanceof BalieError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
  const words =
    { ENOSPC: 'the disk is full', EDQUOT: 'the disk is full', EACCES: 'this user may not write there' }[
      code
    ] ?? code
  return new BalieError('BACKUP_FAILED', `${path} cannot be written: ${words}`, { cause: error })
}
