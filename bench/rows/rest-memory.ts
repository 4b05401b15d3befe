import { setTimeout as wait } from 'node:timers/promises'
import { residentMemory } from '../process/resident-memory.ts'
import { startShipped } from '../process/start-shipped.ts'
import { writeOwnConfig } from '../process/write-own-config.ts'
import type { Bench, Contest, Row } from '../row.ts'

/** Row 8: memory of `balie serve` when nobody is there. Its PostgreSQL is other processes. */
export const restMemoryRow: Row = {
  number: 8,
  name: 'memory at rest',
  lines: [
    { key: 'memory', what: 'memory of the server at rest', unit: 'MB', goal: { amount: 180, at: 'most' } },
  ],
  prepare,
}

/** By when what was needed to start is gone again, milliseconds. */
const SETTLED = 15_000

async function prepare({ started }: Bench): Promise<Contest> {
  const { config, readyUrl } = await writeOwnConfig()
  const balie = await startShipped(config, readyUrl)
  started.defer(() => balie.stop())
  await wait(SETTLED)
  return {
    async ours(seconds) {
      await wait(seconds * 1000)
      return { memory: (await residentMemory(balie.pid)) / 1e6 }
    },
  }
}
