import { execFile } from 'node:child_process'
import { chmod, chown, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { postgresUser } from '../store/own-postgres/postgres-user.ts'
import { createTestAuthority, type TestAuthority } from './certificates.ts'
import { testDirectory } from './test-database.ts'

const run = promisify(execFile)
const PLACE = '/usr/lib/postgresql'

/** PostgreSQL as Debian packages it, with TLS: a server of an operator's own. */
export interface DebianPostgres {
  readonly port: number
  /** Of the certificate that it shows, which is for `localhost`. */
  readonly authority: TestAuthority
  /** What it says, one user for each: `plain` may come without TLS only, `secure` by TLS only, `certified` by a certificate. */
  address(user: 'plain' | 'secure' | 'certified', host: string, query?: string): string
  close(): Promise<void>
}

/** Where Debian's programs of PostgreSQL 15 or later are; undefined where there are none. */
export async function findDebianPostgres(): Promise<string | undefined> {
  const versions = await readdir(PLACE).catch(() => [])
  const [version] = versions.filter((one) => Number(one) >= 15).toSorted((a, b) => Number(a) - Number(b))
  return version && join(PLACE, version, 'bin')
}

/**
 * Starts one on any free port of 127.0.0.1.
 *
 * @param programs as found
 * @param ssl false: it does not speak TLS
 */
export async function startDebianPostgres(programs: string, ssl = true): Promise<DebianPostgres> {
  const directory = await testDirectory()
  const runAs = await postgresUser()
  const authority = await createTestAuthority(directory, 'authority')
  const server = await authority.issue('localhost')
  const data = join(directory, 'data')
  await mkdir(data, { mode: 0o700 })
  for (const path of [data, server.file, server.keyFile]) {
    if (runAs.uid !== undefined && runAs.gid !== undefined) await chown(path, runAs.uid, runAs.gid)
  }
  await chmod(server.keyFile, 0o600)
  const as = (program: string, ...args: string[]) =>
    run(join(programs, program), ['-D', data, ...args], { ...runAs, cwd: directory })
  await as('initdb', '-U', 'owner', '-A', 'trust', '--no-sync')
  await writeFile(
    join(data, 'pg_hba.conf'),
    `local all owner trust
hostnossl all plain 127.0.0.1/32 trust
hostssl all secure 127.0.0.1/32 trust
hostssl all certified 127.0.0.1/32 cert\n`,
  )
  const port = await freePort()
  const settings: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: data,
    fsync: 'off',
    ssl: ssl ? 'on' : 'off',
    ssl_cert_file: server.file,
    ssl_key_file: server.keyFile,
    ssl_ca_file: authority.file,
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'`)
  await writeFile(join(data, 'postgresql.auto.conf'), `${lines.join('\n')}\n`)
  await as('pg_ctl', '--wait', '--silent', '--log', join(data, 'log'), 'start')
  const kill = () => process.kill(pid, 'SIGQUIT')
  const pid = Number.parseInt(await readFile(join(data, 'postmaster.pid'), 'utf8'), 10)
  // A test run that ends early must leave no server behind.
  process.once('exit', kill)
  const users = 'create role plain login; create role secure login createdb; create role certified login;'
  await run(
    join(programs, 'psql'),
    ['-h', data, '-p', String(port), '-U', 'owner', '-c', users, 'postgres'],
    runAs,
  )
  await run(
    join(programs, 'psql'),
    ['-h', data, '-p', String(port), '-U', 'owner', '-c', 'create database balie owner secure', 'postgres'],
    runAs,
  )
  return {
    port,
    authority,
    address: (user, host, query = '') => `postgres://${user}@${host}:${port}/balie${query}`,
    async close() {
      process.off('exit', kill)
      await as('pg_ctl', '--wait', '--silent', '--mode', 'immediate', 'stop')
      await rm(directory, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  await new Promise((closed) => server.close(closed))
  return port
}
