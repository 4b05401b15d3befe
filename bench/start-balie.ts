import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { BALIE_COMMAND, startComponent } from '../e2e/installation/component.ts'
import { balieToml, type InstallationKeys } from '../e2e/installation/configuration.ts'
import { freePorts } from '../e2e/installation/free-ports.ts'
import { createKeyPair } from '../e2e/installation/key-pairs.ts'
import { COLLECTS } from './process/kept-memory.ts'
import type { Bench } from './row.ts'
import { makeTemporaryDirectory } from './temporary-directory.ts'

/** Balie as a process, with an empty database on the server that both sides use. */
export interface RunningBalie {
  /** Base URLs: for browsers, for components. */
  readonly external: string
  readonly internal: string
  readonly databaseUrl: string
  /** Of its process. */
  readonly pid: number
  readonly keys: InstallationKeys
  /** Makes an agent by the command line. */
  addAgent(agent: Agent): Promise<void>
}

/** An agent who can sign in. */
export interface Agent {
  readonly email: string
  readonly name: string
  readonly password: string
}

/** The purpose of every conversation here, and the team that handles it. */
export const PURPOSE = 'report_move'
const TEAM = 'burgerzaken'
const PURPOSES = [
  {
    tag: PURPOSE,
    name: { nl: 'Verhuizing doorgeven', en: 'Report a move' },
    team: TEAM,
    required: ['fullname', 'address'],
    allowed: ['email', 'bsn'],
    identifying: ['bsn'],
    sensitive: ['bsn'],
  },
]

/**
 * Starts `balie serve` as an installation does, but without a limit on the requests of one visitor.
 *
 * @param changed keys of its configuration
 */
export async function startBalie(
  { postgres, started }: Pick<Bench, 'postgres' | 'started'>,
  database: string,
  changed: Readonly<Record<string, string | number | readonly string[]>> = {},
): Promise<RunningBalie> {
  const directory = await makeTemporaryDirectory('balie')
  const [balie = 0, internal = 0] = await freePorts(2)
  const keys = { signing: createKeyPair('RSA'), decryption: createKeyPair('RSA'), start: createKeyPair('EC') }
  const variant = { keyType: 'RSA', useAttrUrl: true } as const
  const config = join(directory, 'balie.toml')
  const databaseUrl = await postgres.createDatabase(database)
  const change = {
    external_url: `http://127.0.0.1:${balie}`,
    database_url: databaseUrl,
    master_key: randomBytes(32).toString('base64'),
    requests_per_minute: 0,
    purposes: PURPOSES,
    ...changed,
  }
  const ports = { core: 0, auth: 0, balie, listener: balie, internal }
  await writeFile(config, balieToml(ports, keys, variant, join(directory, 'data'), change))
  const component = await startComponent(
    ['serve', '--config', config],
    `http://127.0.0.1:${internal}/readyz`,
    {
      by: ['env', `NODE_OPTIONS=${COLLECTS.join(' ')}`],
    },
  )
  // A signal ends the bench without stopping what it started.
  const kill = () => void component.kill()
  process.once('exit', kill)
  started.defer(async () => {
    process.off('exit', kill)
    await component.stop()
  })
  return {
    external: `http://127.0.0.1:${balie}`,
    internal: `http://127.0.0.1:${internal}`,
    databaseUrl,
    pid: component.pid,
    keys,
    async addAgent({ email, name, password }) {
      const who = ['--email', email, '--name', name, '--team', TEAM]
      const args = ['agent', 'add', '--config', config, ...who, '--password-stdin']
      const running = promisify(execFile)(process.execPath, [...BALIE_COMMAND, ...args])
      running.child.stdin?.end(`${password}\n`)
      await running
    },
  }
}
