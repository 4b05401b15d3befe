import { setTimeout as wait } from 'node:timers/promises'
import { inParallel } from '../in-parallel.ts'
import { connect } from '../people/connect.ts'
import { openCitizen } from '../people/open-citizen.ts'
import { openDesk, take } from '../people/open-desk.ts'
import { keptMemory } from '../process/kept-memory.ts'
import type { Bench, Contest, Row } from '../row.ts'
import { startBalie } from '../start-balie.ts'
import { startBare } from '../start-bare.ts'

/** Row 4: the memory that is held for a citizen who is there and says nothing, against a bare Socket.IO connection. */
export const citizenMemoryRow: Row = {
  number: 4,
  name: 'memory per idle citizen',
  lines: [{ key: 'memory', what: 'memory per idle citizen', unit: 'kB', goal: { ratio: 1.5, at: 'most' } }],
  prepare,
}

/** Who are there before anything is measured: code is compiled, and tables that grow in steps are large, by then. */
const BEFORE = 2_500
/** Who come in each stretch. */
const MORE = 1_000
const AGENTS = 10
/** By when what was needed to let them in is gone again, milliseconds. */
const SETTLED = 10_000

async function prepare(bench: Bench): Promise<Contest> {
  const balie = await startBalie(bench, 'row4_ours')
  const bare = await startBare(bench, 'echo', { databaseUrl: '' })
  const desks = await inParallel(AGENTS, 1, (number) => openDesk(bench, balie, number))
  const letInOurs = (count: number) =>
    inParallel(count, 8, async (index) => {
      const { handle } = await openCitizen(bench, balie)
      const desk = desks[index % AGENTS]
      if (desk) await take(balie, desk, handle)
    })
  const letInBare = (count: number) =>
    inParallel(count, 8, async () => {
      const socket = await connect(bare.url, {}, {}, '/socket.io')
      bench.started.defer(async () => void socket.disconnect())
    })
  const measure = async (pid: number, letIn: (count: number) => Promise<unknown>) => {
    await wait(SETTLED)
    const before = await keptMemory(pid)
    await letIn(MORE)
    await wait(SETTLED)
    return { memory: ((await keptMemory(pid)) - before) / MORE / 1000 }
  }
  await letInOurs(BEFORE)
  await letInBare(BEFORE)
  return { bare: () => measure(bare.pid, letInBare), ours: () => measure(balie.pid, letInOurs) }
}
