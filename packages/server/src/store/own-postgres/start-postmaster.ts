import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { BalieError } from '../../errors/balie-error.ts'
import type { Log } from '../../log.ts'
import type { Engine } from './engine.ts'
import type { Cluster } from './make-cluster.ts'
import type { RunAs } from './postgres-user.ts'
import { findPostmaster, type Postmaster } from './postmaster.ts'

/** What starting the server of a cluster needs. */
export interface StartOptions {
  readonly cluster: Cluster
  readonly engine: Engine
  readonly runAs: RunAs
  readonly log: Log
  /** False: no fsync, for tests. */
  readonly durable: boolean
  /** The port to come back on. A free one when absent. */
  readonly port?: number
}

const ATTEMPTS = 20
/** Milliseconds between two looks at its file; it has no other sign. */
const POLL = 15
const LOG_LIMIT = 5 * 1024 * 1024

/**
 * The server of a cluster: the living one, or a new one. Waits until it takes connections, also through the
 * recovery after a crash.
 *
 * @throws {BalieError} START_REFUSED with PostgreSQL's own reason
 */
export async function startPostmaster(options: StartOptions): Promise<Postmaster> {
  let reason = ''
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const living = findPostmaster(options.cluster.directory)
    if (living) return whenReady(living, options)
    const port = options.port ?? (await freePort())
    const from = rotateLog(options.cluster.logFile)
    const child = launch(options, port)
    const started = await whenUp(child, options.cluster.directory)
    if (started) return whenReady(started, options)
    reason = reasonIn(options.cluster.logFile, from)
    // A port that was taken meanwhile, a second start at the same moment, or processes of the one that was
    // killed which are still going: each passes.
    if (!/Address already in use|lock file|shared memory block/i.test(reason)) break
    await wait(250)
  }
  const words = /No space left/.test(reason) ? 'the disk is full; make space and start again' : reason
  throw new BalieError(
    'START_REFUSED',
    `PostgreSQL did not start on ${options.cluster.directory}: ${words || 'it gave no reason'} (see ${options.cluster.logFile})`,
  )
}

function launch({ cluster, engine, runAs, durable }: StartOptions, port: number) {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port,
    max_connections: 60,
    shared_buffers: '64MB',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Its log must hold no values: no statements, no details of errors (P3).
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    ...(!durable && { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  const log = openSync(cluster.logFile, 'a', 0o600)
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  // Detached: a Ctrl-C in the terminal reaches us, and we stop the database when we are done with it.
  const child = spawn(engine.postgres, ['-D', cluster.directory, ...flags], {
    ...runAs,
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
    env: { PATH: process.env['PATH'], LC_ALL: 'C' },
  })
  child.unref()
  closeSync(log)
  return child
}

/** The server, once it has said so in its file; undefined when it ended instead. */
async function whenUp(child: ChildProcess, cluster: string): Promise<Postmaster | undefined> {
  let ended = false
  child.once('exit', () => (ended = true)).once('error', () => (ended = true))
  for (;;) {
    const found = findPostmaster(cluster)
    if (found && found.port > 0) return found
    if (ended) return undefined
    await wait(POLL)
  }
}

async function whenReady(postmaster: Postmaster, options: StartOptions): Promise<Postmaster> {
  let now: Postmaster | undefined = postmaster
  for (let round = 1; now && !now.ready; round++) {
    if (round % 400 === 0) options.log.info('PostgreSQL recovers what the last stop left; waiting')
    await wait(POLL)
    now = findPostmaster(options.cluster.directory)
  }
  if (now) return now
  throw new BalieError('START_REFUSED', `PostgreSQL stopped while it started; see ${options.cluster.logFile}`)
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

/** The size of the log now; a large one goes out of the way first. */
function rotateLog(file: string): number {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size < LOG_LIMIT) return size
  renameSync(file, `${file}.1`)
  return 0
}

function reasonIn(file: string, from: number): string {
  try {
    const lines = readFileSync(file).subarray(from).toString('utf8').split('\n')
    const telling = lines.filter((line) => /FATAL|could not|error|Permission/i.test(line))
    return telling
      .slice(0, 3)
      .map((line) => line.replace(/^.*?(FATAL|LOG|ERROR):\s*/, ''))
      .join('; ')
  } catch {
    return ''
  }
}
