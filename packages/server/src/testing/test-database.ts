import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Secret } from '@balie/sdk'
import { Client } from 'pg'
import { createLog } from '../log.ts'
import { migrate } from '../store/migrate.ts'
import { startOwnPostgres } from '../store/own-postgres/own-postgres.ts'
import { openStore, type Store } from '../store/pool.ts'

/** A fresh database of one test file, migrated unless said otherwise. */
export interface TestDatabase extends Store {
  readonly databaseUrl: Secret<string>
  /** Closes the pool and drops the database, and stops the server when it was started for it. */
  close(): Promise<void>
}

export interface TestDatabaseOptions {
  /** False: empty. */
  readonly migrated?: boolean
}

const log = createLog({ level: 'silent' })

/**
 * Makes a database on the server at `BALIE_TEST_DATABASE_URL`, or on a PostgreSQL started for it (without
 * fsync, in the temporary directory) when that is not set. Call `close` in `after`.
 */
export async function createTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const server = await testServer()
  const name = `balie_test_${randomBytes(8).toString('hex')}`
  await onServer(server.url, `create database ${name}`)
  const url = new URL(server.url)
  url.pathname = `/${name}`
  const databaseUrl = new Secret('database address', url.href)
  // A busy machine is not a database that is down.
  const store = openStore({ databaseUrl, log, patience: 30_000 })
  if (options.migrated !== false) await migrate(store.pool)
  return {
    ...store,
    databaseUrl,
    async close() {
      await store.close()
      await onServer(server.url, `drop database if exists ${name} with (force)`)
      await server.close()
    },
  }
}

async function testServer(): Promise<{ url: string; close(): Promise<void> }> {
  const given = process.env['BALIE_TEST_DATABASE_URL']
  if (given) return { url: given, close: async () => undefined }
  const directory = await testDirectory()
  const own = await startOwnPostgres({ dataDirectory: directory, log, durable: false })
  // A test run that ends early must leave no server behind.
  const kill = () => {
    const pid = own.pid()
    if (pid !== undefined) process.kill(pid, 'SIGQUIT')
  }
  process.once('exit', kill)
  return {
    url: own.databaseUrl.reveal(),
    async close() {
      process.off('exit', kill)
      await own.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

/** A temporary directory that the user of the database can pass through. */
export async function testDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'balie-test-'))
  await chmod(directory, 0o711)
  return directory
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
