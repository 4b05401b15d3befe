import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** The arguments that make Node run `balie`. */
export const BALIE_COMMAND: readonly string[] = [
  '--conditions=source',
  fileURLToPath(new URL('../../packages/server/src/cli/balie.ts', import.meta.url)),
]

/** Much of it is waiting, on a machine with much other work. */
const READY_WITHIN = 120_000

const KEEP_COMPILED = fileURLToPath(new URL('./keep-compiled.ts', import.meta.url))
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

/** How a component runs. */
export interface ComponentOptions {
  /** Says by how many milliseconds its clock is ahead; a test changes it at will. */
  readonly clockFile?: string | undefined
  /** Where Node keeps what it made of the source: a second start need not translate it again, as a package need not. */
  readonly compileCache?: string
  /** A command that runs it, such as `ip netns exec x`. */
  readonly by?: readonly string[]
}

/**
 * Starts `balie <args>` and waits until `readyUrl` answers 200.
 *
 * @throws {Error} with its output, when it ends before, or is not ready within two minutes
 */
export async function startComponent(
  args: readonly string[],
  readyUrl: string,
  { clockFile, compileCache, by = [] }: ComponentOptions = {},
): Promise<Component> {
  const before = [
    ...(clockFile === undefined ? [] : ['--import', MOVED_CLOCK]),
    ...(compileCache === undefined ? [] : ['--import', KEEP_COMPILED]),
  ]
  const [program = '', ...words] = [...by, process.execPath, ...before, ...BALIE_COMMAND, ...args]
  const child = spawn(program, words, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NO_COLOR: '1',
      ...(clockFile !== undefined && { BALIE_TEST_CLOCK: clockFile }),
      ...(compileCache !== undefined && { NODE_COMPILE_CACHE: compileCache }),
    },
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
  const until = Date.now() + READY_WITHIN
  while (Date.now() < until) {
    if (component.exited) throw new Error('it ended')
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`${url} did not answer within two minutes`)
}
