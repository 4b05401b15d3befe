import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { appendFile, chown, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { promisify } from 'node:util'
import { Secret } from '@balie/sdk'
import { Client } from 'pg'
import { createLog } from '../../log.ts'
import { startLivelyBalie, storedCounts } from '../../testing/lively-balie.ts'
import { testDirectory } from '../../testing/test-database.ts'
import { migrate } from '../migrate.ts'
import { postgresUser } from '../own-postgres/postgres-user.ts'
import { startPostmaster } from '../own-postgres/start-postmaster.ts'
import { stopPostmaster } from '../own-postgres/stop-postmaster.ts'
import { openStore } from '../pool.ts'

const run = promisify(execFile)
const log = createLog({ level: 'silent' })
const PASSWORD = 'paard-batterij'
const programs = await debianPrograms()

describe('pg_dump and pg_restore, as docs/backup.md tells', () => {
  const skip = programs === undefined && 'no PostgreSQL of Debian is installed here'
  it('P2: keep a running Balie, keys apart and after the rest; every conversation goes on', {
    skip,
  }, async (t) => {
    const directory = await testDirectory()
    // Those that were begun last stop first.
    const stops = [() => rm(directory, { recursive: true })]
    t.after(async () => {
      for (const stop of stops.reverse()) await stop()
    })
    const server = await startServer(directory)
    stops.push(server.close)
    const [dump, dumpKeys, ...restore] = await commands()
    assert.ok(dump && dumpKeys)
    const [data, keys, early] = ['data', 'keys', 'early'].map((name) => join(directory, name))
    assert.ok(data && keys && early)
    for (const path of [data, keys, early]) await mkdir(path)
    const shell = (command: string, SERVICE: string, keysIn = keys) =>
      run('sh', ['-euc', command], {
        env: {
          PATH: `${programs}:${process.env['PATH']}`,
          ...{ PGSERVICEFILE: server.serviceFile, SERVICE, DATA: data, KEYS: keysIn },
        },
      })
    const restored = async (name: string, keysIn: string) => {
      const store = await server.database(name)
      stops.push(store.close)
      for (const command of restore) await shell(command, name, keysIn)
      return store
    }

    const store = await server.database('balie')
    stops.push(store.close)
    await migrate(store.pool)
    const lively = await startLivelyBalie(store)
    stops.push(lively.close)
    await lively.more(10)
    // The wrong order, to see what it costs.
    await shell(dumpKeys, 'balie', early)
    const { handle: between } = await lively.balie.begun()
    const atLeast = storedCounts(lively)
    await shell(dump, 'balie')
    const { handle: after } = await lively.balie.begun()
    await lively.more(10)
    await shell(dumpKeys, 'balie')
    for (const file of [join(data, 'balie.dump'), join(keys, 'keys.dump')])
      assert.equal((await stat(file)).mode & 0o777, 0o600)
    await lively.stop()

    const right = await restored('restored', keys)
    const keysOf = async ({ pool }: typeof right, handle: string) =>
      (await pool.query('select from session_keys where session_id = $1', [handle])).rowCount
    assert.notEqual(await keysOf(right, between), 0)
    assert.equal(await keysOf(right, after), 0)
    assert.deepEqual(await migrate(right.pool), [])
    await lively.goesOn(right, atLeast)
    const wrong = await restored('wrong', early)
    assert.equal((await wrong.pool.query('select from sessions where id = $1', [between])).rowCount, 1)
    assert.equal(await keysOf(wrong, between), 0)
  })
})

/** The newest that can be used. */
async function debianPrograms(): Promise<string | undefined> {
  const root = '/usr/lib/postgresql'
  const versions = (await readdir(root).catch(() => [])).map(Number).filter((version) => version >= 15)
  for (const version of versions.sort((a, b) => b - a)) {
    const bin = join(root, String(version), 'bin')
    const there = new Set(await readdir(bin).catch(() => []))
    if (['pg_dump', 'pg_restore', 'psql', 'initdb', 'postgres'].every((name) => there.has(name))) return bin
  }
  return undefined
}

/** Every command with PostgreSQL's programs in the document, in order; each behind the umask that is set before them. */
async function commands(): Promise<string[]> {
  const text = await readFile(new URL('../../../../../docs/backup.md', import.meta.url), 'utf8')
  const lines = text.split('\n')
  const umask = lines.find((line) => line.startsWith('umask '))
  return lines.filter((line) => /^(pg_dump|pg_restore|psql) /.test(line)).map((line) => `${umask}; ${line}`)
}

async function startServer(directory: string) {
  const runAs = await postgresUser()
  const cluster = join(directory, 'cluster')
  await mkdir(cluster)
  if (runAs.uid !== undefined && runAs.gid !== undefined) await chown(cluster, runAs.uid, runAs.gid)
  const engine = { initdb: `${programs}/initdb`, postgres: `${programs}/postgres` }
  const passwordFile = join(directory, 'password')
  await writeFile(passwordFile, PASSWORD)
  const make = ['-D', cluster, '-U', 'balie', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
  make.push('--encoding=UTF8', '--locale=C', '--no-sync')
  await run(engine.initdb, make, { ...runAs, cwd: '/', env: { LC_ALL: 'C' } })
  const { port } = await startPostmaster({
    cluster: {
      directory: cluster,
      password: new Secret('password', PASSWORD),
      logFile: join(directory, 'log'),
    },
    ...{ engine, runAs, log, durable: false },
  })
  const address = `postgres://balie:${PASSWORD}@127.0.0.1:${port}`
  const serviceFile = join(directory, 'pg_service.conf')
  return {
    serviceFile,
    close: () => stopPostmaster(cluster),
    async database(name: string) {
      const client = new Client({ connectionString: `${address}/postgres` })
      await client.connect()
      await client.query(`create database ${name}`)
      await client.end()
      await appendFile(
        serviceFile,
        `[${name}]\nhost=127.0.0.1\nport=${port}\ndbname=${name}\nuser=balie\npassword=${PASSWORD}\n`,
      )
      const databaseUrl = new Secret('database address', `${address}/${name}`)
      return openStore({ databaseUrl, log, patience: 30_000 })
    },
  }
}
