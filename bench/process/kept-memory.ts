import { readFile, rm } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { keptFile } from './kept-file.ts'

/** Node's options for a process whose garbage can be collected from here. */
export const COLLECTS = ['--import', new URL('./collect-when-told.ts', import.meta.url).href] as const

/** How often it is looked whether the process has said it, milliseconds, and how often at most. */
const LOOK = { every: 20, times: 1_000 }

/**
 * Memory that a process holds after its garbage is collected, bytes: objects, and buffers beside the heap. What it takes of the
 * machine is more, and mostly chance: room that was needed at some moment and is kept for the next.
 *
 * @param pid of a process that was started with `COLLECTS`
 */
export async function keptMemory(pid: number): Promise<number> {
  const file = keptFile(pid)
  process.kill(pid, 'SIGUSR2')
  for (let time = 0; time < LOOK.times; time += 1) {
    const said = await readFile(file, 'utf8').catch(() => undefined)
    if (said !== undefined) {
      await rm(file)
      return Number(said)
    }
    await wait(LOOK.every)
  }
  throw new Error(`process ${pid} does not say what it holds`)
}
