import { execFile } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'

/** Memory of a process that is in RAM, bytes: what the operating system says. */
export async function residentMemory(pid: number): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)])
  const kibibytes = Number(stdout.trim())
  if (!(kibibytes > 0)) throw new Error(`ps does not know process ${pid}`)
  return kibibytes * 1024
}

/** Node's options for a process whose garbage can be collected from here. */
export const COLLECTS = ['--import', new URL('./collect-when-told.ts', import.meta.url).href] as const

/** By when the operating system has back what was collected, milliseconds. */
const GIVEN_BACK = 3_000

/**
 * Memory that a process keeps: in RAM after its garbage is collected. What is to be collected, and when it is, is chance, and as
 * much as what is kept.
 *
 * @param pid of a process that was started with `COLLECTS`
 */
export async function keptMemory(pid: number): Promise<number> {
  process.kill(pid, 'SIGUSR2')
  await wait(GIVEN_BACK)
  return residentMemory(pid)
}
