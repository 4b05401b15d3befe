import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, mkdir, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { freePort } from './free-port.ts'
import { findPostgresPrograms, type PostgresPrograms } from './postgres-programs.ts'

export interface TestPostgres {
  /** Where it is, as a user that may create databases. */
  readonly url: string
  stop(): Promise<void>
}

const READY = 'database system is ready to accept connections'

/**
 * Starts one real PostgreSQL for a whole test run, in a new folder that goes when it stops. Every test file
 * makes a database of its own in it.
 *
 * @throws when it does not start, with what it said
 */
export async function startTestPostgres(): Promise<TestPostgres> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'balie-test-postgres-'))
  try {
    await chmod(folder, 0o755)
    const programs = await findPostgresPrograms(folder)
    const data = path.join(folder, 'data')
    await initialise(programs, data)
    const { server, port } = await serve(programs, data)
    const interrupt = () => server.kill('SIGINT')
    process.once('exit', interrupt)
    return {
      url: `postgresql://postgres@127.0.0.1:${port}/postgres`,
      stop: async () => {
        process.off('exit', interrupt)
        await stop(server)
        await remove(folder)
      },
    }
  } catch (error) {
    await remove(folder)
    throw error
  }
}

async function initialise({ initdb, account }: PostgresPrograms, data: string): Promise<void> {
  await mkdir(data, { mode: 0o700 })
  if (account) await chown(data, account.uid, account.gid)
  // The same encoding and order on every machine, whatever its language; trust, because it listens on
  // loopback only and holds nothing but tests.
  const words = ['--username=postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', `--pgdata=${data}`]
  const { status, stderr } = spawnSync(initdb, words, { ...account, encoding: 'utf8' })
  if (status !== 0) throw new Error(`PostgreSQL for the tests could not be made.\n${stderr}`)
}

async function serve({ postgres, account }: PostgresPrograms, data: string) {
  const port = await freePort()
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200']
  const words = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])]
  const server = spawn(postgres, words, { ...account, stdio: ['ignore', 'ignore', 'pipe'] })
  let log = ''
  await new Promise<void>((resolve, reject) => {
    server.stderr.on('data', (chunk: Buffer) => {
      // Read for as long as it lives, so that its pipe never fills; kept until it is ready.
      if (log.includes(READY)) return
      log += chunk.toString('utf8')
      if (log.includes(READY)) resolve()
    })
    server.once('error', reject)
    server.once('exit', () => reject(new Error(`PostgreSQL for the tests did not start.\n${log}`)))
  })
  return { server, port }
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const ended = once(server, 'exit')
  server.kill('SIGINT')
  await ended
}

async function remove(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
}
