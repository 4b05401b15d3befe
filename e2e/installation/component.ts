import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** The arguments that make Node run `balie`. */
export const BALIE_COMMAND: readonly string[] = [
  '--conditions=source',
  fileURLToPath(new URL('../../packages/server/src/cli/balie.ts', import.meta.url)),
]

const MOVED_CLOCK = fileURLToPath(new URL('./moved-clock.ts', import.meta.url))

/** A component as a process of its own, started by the command line that users have. */
export interface Component {
  /** Of its process. */
  readonly pid: number
  /** Everything it has written so far, both streams. */
  output(): string
  readonly exited: boolean
  /** SIGTERM, and waits until it has ended. */
  stop(): Promise<number | null>
  /** SIGKILL: it ends in the middle of whatever it does. */
  kill(): Promise<void>
}

/**
 * Starts `balie <args>` and waits until `readyUrl` answers 200.
 *
 * @param clockFile says by how many milliseconds its clock is ahead; a test changes it at will
 * @throws {Error} with its output, when it ends before, or is not ready within a minute
 */
export async function startComponent(
  args: readonly string[],
  readyUrl: string,
  clockFile?: string,
): Promise<Component> {
  const moved = clockFile === undefined ? [] : ['--import', MOVED_CLOCK]
  const child = spawn(process.execPath, [...moved, ...BALIE_COMMAND, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', ...(clockFile !== undefined && { BALIE_TEST_CLOCK: clockFile }) },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  const component = handle(child, () => output)
  try {
    await ready(component, readyUrl)
  } catch (cause) {
    await component.kill()
    throw new Error(`balie ${args[0]} did not become ready:\n${output}`, { cause })
  }
  return component
}

function handle(child: ChildProcess, output: () => string): Component {
  const exited = once(child, 'exit')
  const ended = () => child.exitCode !== null || child.signalCode !== null
  return {
    pid: child.pid ?? 0,
    output,
    get exited() {
      return ended()
    },
    async stop() {
      if (!ended()) child.kill('SIGTERM')
      await exited
      return child.exitCode
    },
    async kill() {
      if (!ended()) child.kill('SIGKILL')
      await exited
    },
  }
}

async function ready(component: Component, url: string): Promise<void> {
  const until = Date.now() + 60_000
  while (Date.now() < until) {
    if (component.exited) throw new Error('it ended')
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`${url} did not answer within a minute`)
}
