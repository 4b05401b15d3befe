import { setTimeout as wait } from 'node:timers/promises'
import type { Nodes } from '../installation/nodes.ts'
import type { UpdateListener } from '../installation/update-listener.ts'
import type { Ledger } from './ledger.ts'

/** What everybody in a soak knows. */
export interface SoakPlace {
  readonly seed: number
  /** Where browsers reach the nodes: a balancer. */
  readonly balie: string
  readonly nodes: Nodes
  readonly far: UpdateListener
  readonly ledger: Ledger
  /** What brings results late, under way or done. None of them rejects. */
  readonly deliveries: Promise<void>[]
  /** From when nobody begins anything new. */
  readonly stopping: AbortSignal
}

const AGAIN = 250
const PATIENCE = 60_000

/**
 * Does again what had no answer, as a core or an authentication plugin does.
 *
 * @param attempt undefined or a throw: again; it is told how often it was tried
 * @throws {Error} after a minute
 */
export async function untilAnswered<T>(
  what: string,
  attempt: (tries: number) => Promise<T | undefined>,
): Promise<T> {
  const until = performance.now() + PATIENCE
  for (let tries = 0; performance.now() < until; tries += 1) {
    const answer = await attempt(tries).catch(() => undefined)
    if (answer !== undefined) return answer
    await wait(AGAIN)
  }
  throw new Error(`${what} had no answer within a minute`)
}
