import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Secret } from '@balie/sdk'
import { createTestDatabase } from '../../packages/server/src/testing/test-database.ts'
import { type Component, startComponent } from './component.ts'
import { balieToml, type InstallationKeys, type Variant } from './configuration.ts'
import { freePorts } from './free-ports.ts'
import { type Agent, runBalie } from './installation.ts'
import { createKeyPair } from './key-pairs.ts'

/** Where one node listens, on 127.0.0.1. */
export interface NodePorts {
  readonly public: number
  readonly internal: number
}

/** Several Balies on one database, each a process of its own, without core or authentication plugin. */
export interface Nodes {
  readonly keys: InstallationKeys
  readonly ports: readonly NodePorts[]
  /** Where components reach a node. */
  internal(node: number): string
  addAgent(agent: Omit<Agent, 'password'>, team: string): Promise<Agent>
  /** kill -9. */
  kill(node: number): Promise<void>
  /** SIGTERM, and waits until it has ended. @returns its exit code */
  stop(node: number): Promise<number | null>
  start(node: number): Promise<void>
  /** The number of its process; 0 while it starts. */
  pid(node: number): number
  /** What all of them have written to their logs. */
  output(): string
  close(): Promise<void>
}

/** A database that is there already. */
export interface NodesDatabase {
  readonly databaseUrl: Secret<string>
  close(): Promise<void>
}

/** Where a node is that is in a network of its own. */
export interface NodePlace {
  /** Its address, as seen from here. */
  readonly host: string
  /** The database as it reaches it. */
  readonly databaseUrl: string
  /** A command that runs it there. */
  readonly by: readonly string[]
}

/**
 * Starts that many. Close them in `after`.
 *
 * @param externalUrl where browsers reach them: a proxy
 * @param given the database, which is closed with them; a fresh one for tests when left out
 * @param places where each is, when it is not here
 */
export async function startNodes(
  count: number,
  externalUrl: string,
  variant: Variant,
  given?: NodesDatabase,
  places: readonly NodePlace[] = [],
): Promise<Nodes> {
  const directory = await mkdtemp(join(tmpdir(), 'balie-nodes-'))
  await chmod(directory, 0o755)
  const database = given ?? (await createTestDatabase({ migrated: false }))
  const free = await freePorts(count * 2 + 2)
  const [core = 0, auth = 0] = free.splice(0, 2)
  const ports = Array.from({ length: count }, (_, node) => ({
    public: free[2 * node] ?? 0,
    internal: free[2 * node + 1] ?? 0,
  }))
  const pair = () => createKeyPair(variant.keyType)
  const keys = { signing: pair(), decryption: pair(), start: pair() }
  const shared = {
    external_url: externalUrl,
    database_url: database.databaseUrl.reveal(),
    master_key: Buffer.alloc(32, 7).toString('base64'),
  }
  const file = (node: number) => join(directory, `node-${node}.toml`)
  const internalUrl = (node: number) => `http://${places[node]?.host ?? '127.0.0.1'}:${ports[node]?.internal}`
  for (const [node, { public: listener, internal }] of ports.entries()) {
    const addresses = { core, auth, balie: listener, listener, internal }
    const place = places[node]
    const there = place && {
      ...{ public_address: place.host, internal_address: place.host, database_url: place.databaseUrl },
      internal_url: internalUrl(node),
    }
    const text = balieToml(addresses, keys, variant, join(directory, 'data'), { ...shared, ...there })
    await writeFile(file(node), text)
  }
  const running: Component[] = []
  const ended: string[] = []
  const keepOutput = (node: number) => ended.push(running[node]?.output() ?? '')
  const start = async (node: number) => {
    running[node] = await startComponent(['serve', '--config', file(node)], `${internalUrl(node)}/readyz`, {
      compileCache: join(directory, 'compiled'),
      ...(places[node] && { by: places[node].by }),
    })
  }
  const nodes: Nodes = {
    keys,
    ports,
    internal: internalUrl,
    start,
    pid: (node) => running[node]?.pid ?? 0,
    async addAgent({ email, name }, team) {
      const password = `${name} met een lang wachtwoord`
      const who = ['--email', email, '--name', name, '--team', team]
      await runBalie(['agent', 'add', '--config', file(0), ...who, '--password-stdin'], password)
      return { email, name, password }
    },
    async kill(node) {
      await running[node]?.kill()
      keepOutput(node)
    },
    async stop(node) {
      const code = await running[node]?.stop()
      keepOutput(node)
      return code ?? null
    },
    output: () => [...ended, ...running.map((one) => one.output())].join('\n'),
    async close() {
      for (const one of running) await one?.stop()
      await database.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
  try {
    for (const node of ports.keys()) await start(node)
  } catch (cause) {
    await nodes.close()
    throw cause
  }
  return nodes
}
