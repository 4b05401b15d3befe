import type { Log } from './log.ts'

/** A part that stops. */
export interface StopStep {
  /** For the log. */
  readonly name: string
  /** Longest that it may take, milliseconds. */
  readonly patience: number
  stop(): Promise<unknown>
}

/** In which a process that was told to stop has ended, milliseconds: service managers kill after 30 s or later. */
export const STOP_WITHIN = 29_000
/** What the last ones get where the earlier ones used up the time, milliseconds. */
const LEAST = 500

/**
 * Stops parts one after the other. One that fails or takes too long is logged by name and left behind, so that the ones
 * after it stop all the same. Never throws.
 *
 * @param within for all of them, milliseconds
 * @returns the names of those that did not stop
 */
export async function stopInOrder(
  steps: readonly StopStep[],
  log: Pick<Log, 'error'>,
  within = STOP_WITHIN,
): Promise<readonly string[]> {
  const until = performance.now() + within
  const left: string[] = []
  for (const { name, patience, stop } of steps) {
    const limit = Math.max(LEAST, Math.min(patience, until - performance.now()))
    try {
      if (await inTime(stop(), limit)) continue
      log.error({ part: name, seconds: limit / 1000 }, 'a part did not stop in time; it is left behind')
    } catch (error) {
      log.error({ part: name, err: error }, 'a part did not stop as it should')
    }
    left.push(name)
  }
  return left
}

/** Whether it settled in time. */
async function inTime(work: Promise<unknown>, milliseconds: number): Promise<boolean> {
  const late = Promise.withResolvers<false>()
  const timer = setTimeout(late.resolve, milliseconds, false)
  try {
    return await Promise.race([work.then(() => true), late.promise])
  } finally {
    clearTimeout(timer)
  }
}
