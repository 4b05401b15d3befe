import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Secret } from '@balie/sdk'
import { Client } from 'pg'
import { postgresUser } from '../store/own-postgres/postgres-user.ts'
import { testDirectory } from './test-database.ts'

const run = promisify(execFile)

/** A primary and a standby that has whatever the primary has acknowledged. */
export interface ReplicatedPostgres {
  /** Of the database on the primary. */
  readonly databaseUrl: Secret<string>
  readonly standbyPort: number
  /** kill -9 of the primary. */
  killPrimary(): Promise<void>
  /** Makes the standby a primary. */
  promote(): Promise<void>
  close(): Promise<void>
}

/**
 * Starts both on free ports of 127.0.0.1. Close them in `after`.
 *
 * @param programs of Debian's PostgreSQL, as found
 */
export async function startReplicatedPostgres(programs: string): Promise<ReplicatedPostgres> {
  const directory = await testDirectory()
  const runAs = await postgresUser()
  const servers = ['primary', 'standby'].map((name) => join(directory, name))
  const [primary = '', standby = ''] = servers
  for (const data of servers) {
    await mkdir(data, { mode: 0o700 })
    if (runAs.uid !== undefined && runAs.gid !== undefined) await chown(data, runAs.uid, runAs.gid)
  }
  const program = (name: string, ...args: string[]) =>
    run(join(programs, name), args, { ...runAs, cwd: directory })
  const [port, standbyPort] = [await freePort(), await freePort()]
  const pids = new Map<string, number>()
  const kill = (data: string) => {
    const pid = pids.get(data)
    pids.delete(data)
    if (pid !== undefined) process.kill(pid, 'SIGKILL')
  }
  // A test run that ends early must leave no server behind.
  const killAll = () => servers.forEach(kill)
  process.once('exit', killAll)

  async function start(data: string, at: number): Promise<void> {
    await appendFile(
      join(data, 'postgresql.auto.conf'),
      `port = ${at}\nunix_socket_directories = '${data}'\n`,
    )
    await program('pg_ctl', '-D', data, '--wait', '--silent', '--log', join(data, 'log'), 'start')
    pids.set(data, Number.parseInt(await readFile(join(data, 'postmaster.pid'), 'utf8'), 10))
  }

  await program('initdb', '-D', primary, '-U', 'owner', '-A', 'trust', '--no-sync')
  await writeFile(join(primary, 'postgresql.auto.conf'), `fsync = off\nlisten_addresses = '127.0.0.1'\n`)
  await start(primary, port)
  await ask(port, 'postgres', 'create database balie')
  const from = `host=127.0.0.1 port=${port} user=owner application_name=standby`
  await program(
    'pg_basebackup',
    '-D',
    standby,
    '-d',
    from,
    '--write-recovery-conf',
    '--checkpoint=fast',
    '--no-sync',
  )
  await start(standby, standbyPort)
  // Only now: from here on nothing is acknowledged that the standby has not.
  await ask(port, 'postgres', `alter system set synchronous_standby_names = 'standby'`)
  await ask(port, 'postgres', 'select pg_reload_conf()')
  const isBoth = `select 1 from pg_stat_replication where sync_state = 'sync'`
  while ((await ask(port, 'postgres', isBoth)) === 0) await wait(50)
  return {
    databaseUrl: new Secret('database address', `postgres://owner@127.0.0.1:${port}/balie`),
    standbyPort,
    async killPrimary() {
      kill(primary)
      // Its processes for connections notice, and end.
      while (await isListening(port)) await wait(10)
    },
    async promote() {
      await program('pg_ctl', '-D', standby, '--wait', '--silent', 'promote')
    },
    async close() {
      process.off('exit', killAll)
      for (const data of [...pids.keys()].reverse())
        await program('pg_ctl', '-D', data, '--wait', '--silent', '--mode', 'immediate', 'stop')
      await rm(directory, { recursive: true, force: true })
    },
  }
}

/** @returns how many rows came */
async function ask(port: number, database: string, sql: string): Promise<number> {
  const client = new Client({ host: '127.0.0.1', port, user: 'owner', database })
  await client.connect()
  try {
    return (await client.query(sql)).rows.length
  } finally {
    await client.end()
  }
}

async function isListening(port: number): Promise<boolean> {
  try {
    await ask(port, 'postgres', 'select 1')
    return true
  } catch {
    return false
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
