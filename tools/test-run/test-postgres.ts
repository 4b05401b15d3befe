import { chmod, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { createLog } from '../../packages/server/src/log.ts'
import { startOwnPostgres } from '../../packages/server/src/store/own-postgres/own-postgres.ts'

const SIGNALS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Gives one real PostgreSQL to a whole test run, as Balie starts its own, in a new folder that goes when the
 * run is over, also when it fails or is interrupted. Every test file makes a database of its own in it.
 *
 * @param run gets the address of a user that may create databases, and gives the exit code
 */
export async function withTestPostgres(run: (databaseUrl: string) => Promise<number>): Promise<number> {
  let interrupted = false
  const interrupt = () => {
    interrupted = true
  }
  for (const signal of SIGNALS) process.on(signal, interrupt)
  const folder = await mkdtemp(path.join(os.tmpdir(), 'balie-test-run-'))
  try {
    // Root lends the server another account, which must be able to pass through.
    await chmod(folder, 0o711)
    const own = await startOwnPostgres({
      dataDirectory: path.join(folder, 'data'),
      log: createLog({ level: 'error' }),
    })
    try {
      return interrupted ? 130 : await run(own.databaseUrl.reveal())
    } finally {
      await own.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
    for (const signal of SIGNALS) process.off(signal, interrupt)
  }
}
