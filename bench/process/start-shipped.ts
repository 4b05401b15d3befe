import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { delimiter, dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const COMMAND = fileURLToPath(new URL('../../packages/server/bin/balie.js', import.meta.url))
const BUILT = new URL('../../packages/server/dist/', import.meta.url)
/** Longest wait until it is ready, milliseconds. */
const PATIENCE = 60_000

/** Balie as it is shipped: compiled, not from source. */
export interface Shipped {
  readonly pid: number
  /** From the start of the process until it said that it is ready, milliseconds. */
  readonly readyAfter: number
  stop(): Promise<void>
}

/**
 * Starts `balie serve` and waits until it is ready.
 *
 * @throws {Error} when it is not built, or ends, or is not ready within a minute
 */
export async function startShipped(config: string, readyUrl: string): Promise<Shipped> {
  if (!existsSync(BUILT)) throw new Error('Balie is not built; run npm run build')
  const begun = performance.now()
  // As an operator does: by its name, which also says with which options.
  const child = spawn(COMMAND, ['serve', '--config', config], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH']}` },
  })
  const exited = once(child, 'exit')
  const kill = () => void child.kill('SIGTERM')
  process.once('exit', kill)
  while (!(await fetch(readyUrl).catch(() => undefined))?.ok) {
    if (child.exitCode !== null) throw new Error('balie serve ended')
    if (performance.now() - begun > PATIENCE)
      throw new Error('balie serve did not become ready within a minute')
    await wait(5)
  }
  return {
    pid: child.pid ?? 0,
    readyAfter: performance.now() - begun,
    async stop() {
      process.off('exit', kill)
      child.kill('SIGTERM')
      await exited
    },
  }
}
