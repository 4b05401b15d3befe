import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { BalieError } from '../../errors/balie-error.ts'

const run = promisify(execFile)

/** Whom the database processes run as. Empty: as we are ourselves. */
export interface RunAs {
  readonly uid?: number
  readonly gid?: number
}

/**
 * PostgreSQL refuses to run as root. When we are root it runs as the user `postgres`, who is made when not
 * there yet.
 *
 * @throws {BalieError} START_REFUSED
 */
export async function postgresUser(): Promise<RunAs> {
  if (process.getuid?.() !== 0) return {}
  try {
    return await look()
  } catch {
    // Not there: make it.
  }
  try {
    await run('groupadd', ['--system', '--force', 'postgres'])
    await run('useradd', [
      '--system',
      '--gid',
      'postgres',
      '--no-create-home',
      '--shell',
      '/bin/false',
      'postgres',
    ])
    return await look()
  } catch (error) {
    throw new BalieError(
      'START_REFUSED',
      'PostgreSQL does not run as root, and a user postgres could not be made for it; run Balie as an ordinary user, make a user postgres, or give database_url',
      { cause: error },
    )
  }
}

async function look(): Promise<RunAs> {
  const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])])
  return { uid: Number.parseInt(uid.stdout, 10), gid: Number.parseInt(gid.stdout, 10) }
}
