import { execFile } from 'node:child_process'
import { chmod, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { BALIE_COMMAND, type Component, startComponent } from './component.ts'
import { authTestToml, balieToml, coreToml, type InstallationKeys, type Variant } from './configuration.ts'
import { type CuttableProxy, startCuttableProxy } from './cuttable-proxy.ts'
import { freePorts } from './free-ports.ts'
import { createKeyPair } from './key-pairs.ts'

/** A whole ID Contact installation on this machine: core, test authentication plugin and Balie, as processes. */
export interface Installation {
  /** Base URLs: the core, the authentication plugin, Balie for browsers, Balie for components. */
  readonly core: string
  readonly auth: string
  readonly balie: string
  readonly internal: string
  readonly keys: InstallationKeys
  /** Where Balie keeps everything that it keeps. */
  readonly dataDirectory: string
  /** Makes an agent of a team by the command line. */
  addAgent(agent: { email: string; name: string; team: string }): Promise<Agent>
  /** Puts an agent out by the command line. */
  disableAgent(email: string): Promise<void>
  /** kill -9 of Balie, in the middle of whatever it does. */
  killBalie(): Promise<void>
  /** Starts Balie again on the same data. */
  startBalie(): Promise<void>
  /** Stops the core and the authentication plugin. */
  stopFarSide(): Promise<void>
  startFarSide(): Promise<void>
  /** What lies between the browsers and Balie. */
  readonly network: CuttableProxy
  /** Moves the clocks of all components: with `movesClock`. Milliseconds ahead of this machine's. */
  moveClock(ahead: number): Promise<void>
  /** What the components take for now. */
  now(): number
  /** Everything that Balie has written to its log. */
  balieOutput(): string
  /** Stops everything and removes its data. */
  close(): Promise<void>
}

/** An agent who can sign in. */
export interface Agent {
  readonly email: string
  readonly name: string
  readonly password: string
}

/** Starts an installation with keys and data of its own. Close it in `after`. */
export async function startInstallation(variant: Variant): Promise<Installation> {
  const directory = await mkdtemp(join(tmpdir(), 'balie-e2e-'))
  // Its own PostgreSQL runs as another user when the tests run as root.
  await chmod(directory, 0o755)
  const [core = 0, auth = 0, balie = 0, internal = 0, listener = 0] = await freePorts(5)
  const ports = { core, auth, balie, internal, listener }
  const keys = {
    signing: createKeyPair(variant.keyType),
    decryption: createKeyPair(variant.keyType),
    start: createKeyPair(variant.keyType),
  }
  let ahead = variant.clockAhead ?? 0
  const clockFile = variant.clockAhead === undefined ? undefined : join(directory, 'clock')
  if (clockFile) await writeFile(clockFile, String(ahead))
  const file = (name: string) => join(directory, name)
  await writeFile(file('core.toml'), coreToml(ports, keys, variant))
  await writeFile(file('auth-test.toml'), authTestToml(ports, keys))
  await writeFile(file('balie.toml'), balieToml(ports, keys, variant, file('data')))

  const parts: Component[] = []
  const start = async (args: readonly string[], readyUrl: string) => {
    const component = await startComponent(args, readyUrl, { clockFile })
    parts.push(component)
    return component
  }
  const startBalie = () =>
    start(['serve', '--config', file('balie.toml')], `http://127.0.0.1:${internal}/readyz`)
  const startFarSide = async () => [
    await start(['core', '--config', file('core.toml')], `http://localhost:${core}/session_options`),
    await start(['auth-test', '--config', file('auth-test.toml')], `http://localhost:${auth}/sessions`),
  ]
  const close = async () => {
    // The far side first: the last one in is the first one out.
    for (const component of parts.splice(0).reverse()) await component.stop()
    await rm(directory, { recursive: true, force: true })
  }
  const running = await Promise.resolve()
    .then(async () => ({ balie: await startBalie(), farSide: await startFarSide() }))
    .catch(async (cause: unknown) => {
      await close()
      throw cause
    })
  const network = await startCuttableProxy(balie, listener)
  let output = ''
  return {
    network,
    core: `http://localhost:${core}`,
    auth: `http://localhost:${auth}`,
    balie: `http://localhost:${balie}`,
    internal: `http://127.0.0.1:${internal}`,
    keys,
    dataDirectory: file('data'),
    async addAgent(agent) {
      const password = `${agent.name} ${keys.signing.publicKey.key.length} wachtwoord`
      const args = [
        'agent',
        'add',
        '--config',
        file('balie.toml'),
        '--email',
        agent.email,
        '--name',
        agent.name,
      ]
      await runBalie([...args, '--team', agent.team, '--password-stdin'], password)
      return { ...agent, password }
    },
    async disableAgent(email) {
      await runBalie(['agent', 'disable', '--config', file('balie.toml'), '--email', email], '')
    },
    async killBalie() {
      output += running.balie.output()
      await running.balie.kill()
    },
    async startBalie() {
      running.balie = await startBalie()
    },
    async stopFarSide() {
      for (const component of running.farSide) await component.stop()
    },
    async startFarSide() {
      running.farSide = await startFarSide()
    },
    async moveClock(by) {
      if (!clockFile) throw new Error('an installation whose clock stands')
      ahead = by
      // Never half written: the components read it at any moment.
      await writeFile(`${clockFile}.new`, String(by))
      await rename(`${clockFile}.new`, clockFile)
    },
    now: () => Date.now() + ahead,
    balieOutput: () => output + running.balie.output(),
    async close() {
      await network.close()
      await close()
    },
  }
}

/** Runs a command of `balie` to its end, with this text on its standard input. */
export async function runBalie(args: readonly string[], input: string): Promise<string> {
  const running = promisify(execFile)(process.execPath, [...BALIE_COMMAND, ...args])
  running.child.stdin?.end(`${input}\n`)
  return (await running).stdout
}
