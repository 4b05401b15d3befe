import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { open, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { NodePorts } from '../installation/nodes.ts'
import { ask } from './ask.ts'

const run = promisify(execFile)
/** Debian puts servers where only root looks. */
const env = { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin` }

/** A proxy of `examples/proxies/`, as it runs here. */
export interface ProxyKind {
  readonly program: string
  readonly example: string
  /** By which words of the command line a configuration is checked, and run in the foreground. */
  check(file: string): readonly string[]
  run(file: string): readonly string[]
  /** What stands in the example, and what stands there in the test: places of this machine. Each must be there. */
  places(at: Places): readonly (readonly [string, string])[]
}

/** Where things are in a test. */
export interface Places {
  /** For everything that the proxy writes. */
  readonly directory: string
  readonly port: number
  readonly nodes: readonly NodePorts[]
  /** Certificate and key for `localhost`; and a file with both. */
  readonly certificate: string
  readonly key: string
  readonly both: string
}

/** A proxy that runs. */
export interface RunningProxy {
  close(): Promise<void>
}

/**
 * Checks an example as the program itself does, and runs it until it takes connections. Whatever it writes comes in files
 * of the directory.
 *
 * @throws {Error} with what it says, when it does not accept the example
 */
export async function startProxy(kind: ProxyKind, places: Places, ca?: string): Promise<RunningProxy> {
  const example = new URL(`../../examples/proxies/${kind.example}`, import.meta.url)
  let text = await readFile(example, 'utf8')
  for (const [there, here] of kind.places(places)) {
    assert.ok(text.includes(there), `${kind.example} has no "${there}"`)
    text = text.replaceAll(there, here)
  }
  const file = join(places.directory, kind.example)
  await writeFile(file, text)
  await run(kind.program, [...kind.check(file)], { env })
  const output = await open(join(places.directory, 'output.log'), 'a')
  const child = spawn(kind.program, kind.run(file), { env, stdio: ['ignore', output.fd, output.fd] })
  const exited = once(child, 'exit')
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  const url = `${ca === undefined ? 'http' : 'https'}://localhost:${places.port}/`
  for (const until = Date.now() + 30_000; Date.now() < until; ) {
    if (child.exitCode !== null) throw new Error(await readFile(join(places.directory, 'output.log'), 'utf8'))
    const answer = await ask(url, ca === undefined ? {} : { ca }).catch(() => undefined)
    if (answer !== undefined && answer.status < 500) return running()
  }
  child.kill('SIGKILL')
  throw new Error(`${kind.program} lets nothing through`)

  function running(): RunningProxy {
    return {
      async close() {
        process.off('exit', kill)
        child.kill('SIGTERM')
        await exited
        await output.close()
      },
    }
  }
}
