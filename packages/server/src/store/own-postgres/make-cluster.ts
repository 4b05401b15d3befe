import { spawn } from 'node:child_process'
import { chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { type Random, randomText, Secret } from '@balie/sdk'
import { BalieError } from '../../errors/balie-error.ts'
import type { Engine } from './engine.ts'
import type { RunAs } from './postgres-user.ts'
import { startRefused } from './start-refused.ts'

/** A database cluster on disk. */
export interface Cluster {
  /** Of PostgreSQL itself. */
  readonly directory: string
  readonly password: Secret<string>
  readonly logFile: string
}

/** The name of the owner of everything in it. */
const OWNER = 'balie'
/** The database in it that is Balie's. */
export const DATABASE = 'balie'

const MAJOR = '18'

/**
 * The cluster in a data directory, made when there is none. It is made beside its place and moved there
 * when complete, so that a start that was cut off, or a second one at the same time, leaves no half cluster.
 *
 * @throws {BalieError} START_REFUSED
 */
export async function makeCluster(
  dataDirectory: string,
  options: { engine: Engine; runAs: RunAs; random: Random; durable: boolean },
): Promise<Cluster> {
  const place = join(dataDirectory, 'postgresql')
  try {
    const found = await findCluster(dataDirectory)
    if (found) return found
    await removeLeftovers(dataDirectory)
    const partial = join(dataDirectory, `postgresql.new-${process.pid}-${randomText(options.random, 6)}`)
    await create(partial, options)
    await rename(partial, place).catch(async (error) => {
      // Somebody else was faster.
      await rm(partial, { recursive: true, force: true })
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    })
    const made = await findCluster(dataDirectory)
    if (made) return made
  } catch (error) {
    throw error instanceof BalieError ? error : startRefused(error, place)
  }
  throw new BalieError(
    'START_REFUSED',
    `${place} is not a database that Balie made; move it away or give another data_directory`,
  )
}

/**
 * The cluster of a data directory, when there is one.
 *
 * @throws {BalieError} START_REFUSED
 */
export async function findCluster(dataDirectory: string): Promise<Cluster | undefined> {
  const place = join(dataDirectory, 'postgresql')
  const directory = join(place, 'cluster')
  try {
    const version = (await readFile(join(directory, 'PG_VERSION'), 'utf8')).trim()
    if (version !== MAJOR) {
      throw new BalieError(
        'START_REFUSED',
        `${place} was made by PostgreSQL ${version} and Balie brings ${MAJOR}; put the data in a database of your own and give database_url`,
      )
    }
    const password = (await readFile(join(place, 'password'), 'utf8')).trim()
    return {
      directory,
      password: new Secret('database password', password),
      logFile: join(place, 'postgres.log'),
    }
  } catch (error) {
    if (error instanceof BalieError) throw error
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw startRefused(error, place)
  }
}

/** The address of a database in a cluster whose server listens on a port. */
export function ownDatabaseUrl(cluster: Cluster, port: number, database = DATABASE): Secret<string> {
  const text = `postgres://${OWNER}:${cluster.password.reveal()}@127.0.0.1:${port}/${database}`
  return new Secret('database address', text)
}

async function create(
  partial: string,
  { engine, runAs, random, durable }: { engine: Engine; runAs: RunAs; random: Random; durable: boolean },
): Promise<void> {
  const directory = join(partial, 'cluster')
  const password = randomText(random, 32)
  await mkdir(directory, { recursive: true, mode: 0o711 })
  if (runAs.uid !== undefined && runAs.gid !== undefined) await chown(directory, runAs.uid, runAs.gid)
  const passwordFile = join(partial, 'password')
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 })
  // Whoever runs initdb must read it once; after that it is ours alone.
  if (runAs.uid !== undefined) await chown(passwordFile, runAs.uid, -1)
  const child = spawn(
    engine.initdb,
    [
      `--pgdata=${directory}`,
      `--username=${OWNER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      ...(durable ? [] : ['--no-sync']),
    ],
    {
      ...runAs,
      cwd: '/',
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { PATH: process.env['PATH'], LC_ALL: 'C' },
    },
  )
  const [said, code] = await Promise.all([
    text(child.stderr),
    new Promise<number | null>((resolve, reject) => child.once('close', resolve).once('error', reject)),
  ])
  if (code === 0) {
    if (runAs.uid !== undefined) await chown(passwordFile, 0, -1)
    return
  }
  await rm(partial, { recursive: true, force: true })
  const reason = /No space left/.test(said) ? 'the disk is full; make space and start again' : lastLine(said)
  throw new BalieError('START_REFUSED', `the database could not be made in ${partial}: ${reason}`)
}

function lastLine(said: string): string {
  const lines = said.split('\n').filter((line) => /error|fatal/i.test(line))
  return lines.at(-1)?.trim() ?? 'initdb gave no reason'
}

/** What starts that were cut off left behind. A start that is running now has a living process id. */
async function removeLeftovers(dataDirectory: string): Promise<void> {
  for (const name of await readdir(dataDirectory)) {
    const pid = /^postgresql\.new-(\d+)/.exec(name)?.[1]
    if (pid === undefined || isAlive(Number(pid))) continue
    await rm(join(dataDirectory, name), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
