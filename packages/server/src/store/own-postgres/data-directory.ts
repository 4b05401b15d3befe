import { chmod, mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { BalieError } from '../../errors/balie-error.ts'
import type { RunAs } from './postgres-user.ts'
import { startRefused } from './start-refused.ts'

/**
 * Makes the data directory, for us alone; when the database runs as another user, that one may pass through
 * it to its own part, and see nothing else.
 *
 * @throws {BalieError} START_REFUSED with what is in the way
 */
export async function makeDataDirectory(directory: string, runAs: RunAs): Promise<void> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o711 })
    await chmod(directory, runAs.uid === undefined ? 0o700 : 0o711)
  } catch (error) {
    throw startRefused(error, directory)
  }
  const closed = runAs.uid === undefined ? undefined : await firstClosed(directory, runAs)
  if (closed === undefined) return
  throw new BalieError(
    'START_REFUSED',
    `PostgreSQL does not run as root, so it runs as the user postgres, who cannot pass ${closed} to reach ${directory}; give a data_directory such as /var/lib/balie, or run Balie as an ordinary user`,
  )
}

async function firstClosed(directory: string, runAs: RunAs): Promise<string | undefined> {
  for (let at = directory; ; at = dirname(at)) {
    const { mode, uid, gid } = await stat(at)
    const bit = uid === runAs.uid ? 0o100 : gid === runAs.gid ? 0o010 : 0o001
    if ((mode & bit) === 0) return at
    if (at === dirname(at)) return undefined
  }
}
