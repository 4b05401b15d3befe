import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { BareSettings } from './bare/run-bare.ts'
import { COLLECTS } from './process/kept-memory.ts'
import type { Bench } from './row.ts'

/**
 * Starts a bare counterpart as a process of its own, by the same Node as Balie.
 *
 * @param name of its file in bench/bare
 * @returns its base URL, and the id of its process
 * @throws {Error} when it ends instead
 */
export async function startBare(
  { started }: Bench,
  name: 'start-and-insert' | 'verify-and-insert' | 'echo',
  settings: BareSettings,
): Promise<{ readonly url: string; readonly pid: number }> {
  const file = fileURLToPath(new URL(`./bare/${name}.ts`, import.meta.url))
  const child = spawn(process.execPath, [...COLLECTS, file], { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  started.defer(async () => {
    child.stdin.end()
    await ended
  })
  child.stdin.write(`${JSON.stringify(settings)}\n`)
  const lines = createInterface({ input: child.stdout })
  const [line] = await Promise.race([
    once(lines, 'line'),
    ended.then(() => Promise.reject(new Error(`bare ${name} ended`))),
  ])
  return { url: `http://127.0.0.1:${JSON.parse(line).port}`, pid: child.pid ?? 0 }
}
