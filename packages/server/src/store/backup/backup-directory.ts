import { chmod, mkdir, open, readdir, rm } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { BalieError } from '../../errors/balie-error.ts'

/** A directory that a backup is written into. */
export interface BackupDirectory {
  readonly path: string
  /** Has the directory itself on disk: the names of what was written into it. */
  sync(): Promise<void>
  /** Removes what was written, and the directory when it was made for this. */
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
  return {
    path,
    async sync() {
      const handle = await open(path, 'r')
      await handle.sync()
      await handle.close()
    },
    async undo() {
      // It was empty before us.
      for (const name of await readdir(path)) await rm(join(path, name), { force: true })
      if (made !== undefined) await rm(path, { recursive: true, force: true })
    },
  }
}

/** Whether one directory is the other, or lies in it. */
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
