import { setTimeout as wait } from 'node:timers/promises'
import type { Nodes } from '../installation/nodes.ts'
import type { DurablePostgres } from './durable-postgres.ts'
import { processorWait } from './processor-wait.ts'
import type { SeededRandom } from './seeded-random.ts'

/** What can be killed. */
export const VICTIMS = ['node 1', 'node 2', 'PostgreSQL'] as const
/** One of them. */
export type Victim = (typeof VICTIMS)[number]

/** What became of one time that somebody was killed. */
export interface Killed {
  readonly victims: readonly Victim[]
  /**
   * Until every node said that it is ready: from when the killed node was started again or PostgreSQL was back, whichever
   * was later, milliseconds.
   */
  readonly readyAfter: number
  /**
   * How much of that the main thread of a node that was killed waited for a processor while it started, the longer of two;
   * 0 when only PostgreSQL was killed. At most `readyAfter`.
   */
  readonly processorWait: number
  /** Until PostgreSQL was back, milliseconds; 0: it was not killed. */
  readonly databaseAfter: number
}

const READY_WITHIN = 120_000

/**
 * kill -9 of one, or of two at the same moment; what was killed is started again at once.
 *
 * @param spared who was never killed: one of them is, while there are any
 */
export async function killSome(
  { nodes, database }: { nodes: Nodes; database: DurablePostgres },
  random: SeededRandom,
  spared: readonly Victim[],
): Promise<Killed> {
  const victims = choose(random, spared)
  const begun = performance.now()
  const back = await Promise.all(
    victims.map(async (victim) => {
      if (victim === 'PostgreSQL') await database.kill()
      else await nodes.kill(numberOf(victim))
      const at = performance.now()
      // It waits for a database that is away, and is ready with it.
      const starting = victim === 'PostgreSQL' ? undefined : nodes.start(numberOf(victim))
      return { victim, at, starting }
    }),
  )
  const from = Math.max(...back.map(({ at }) => at))
  await Promise.all(back.map(({ starting }) => starting))
  await Promise.all(nodes.ports.map((_, node) => ready(nodes.internal(node))))
  const readyAfter = performance.now() - from
  const started = victims
    .filter((victim) => victim !== 'PostgreSQL')
    .map((victim) => nodes.pid(numberOf(victim)))
  const waited = await Promise.all(started.map(processorWait))
  const databaseBack = back.find(({ victim }) => victim === 'PostgreSQL')
  return {
    victims,
    readyAfter,
    processorWait: Math.min(readyAfter, Math.max(0, ...waited)),
    databaseAfter: databaseBack ? databaseBack.at - begun : 0,
  }
}

function choose(random: SeededRandom, spared: readonly Victim[]): Victim[] {
  const any: Victim = random.chance(0.25) ? 'PostgreSQL' : anyNode(random)
  const first = random.pick(spared) ?? any
  if (!random.chance(0.15)) return [first]
  const others = VICTIMS.filter((victim) => victim !== first)
  return [first, random.pick(others) ?? 'PostgreSQL']
}

function anyNode(random: SeededRandom): Victim {
  return random.chance(0.5) ? 'node 1' : 'node 2'
}

function numberOf(victim: Victim): number {
  return victim === 'node 1' ? 0 : 1
}

async function ready(internal: string): Promise<void> {
  const until = performance.now() + READY_WITHIN
  while (performance.now() < until) {
    const answer = await fetch(`${internal}/readyz`).catch(() => undefined)
    await answer?.arrayBuffer().catch(() => undefined)
    if (answer?.ok) return
    await wait(20)
  }
  throw new Error(`${internal} was not ready within two minutes`)
}
