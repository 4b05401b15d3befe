import { fillStore } from '../growth/fill-store.ts'
import { STEPS, type StepTimes, walkFlow } from '../growth/walk-flow.ts'
import { inParallel } from '../in-parallel.ts'
import { median } from '../median.ts'
import { type Desk, openDesk } from '../people/open-desk.ts'
import type { Bench, Contest, Figures, Row } from '../row.ts'
import { type RunningBalie, startBalie } from '../start-balie.ts'

/** Row 6: steps 1 to 5 of the flow with a store full of what has ended, against the same with an empty one. */
export const growthRow: Row = {
  number: 6,
  name: 'growth',
  lines: [
    { key: 'all', what: 'growth, steps 1 to 5', unit: 'ms', goal: { ratio: 1.25, at: 'most' } },
    { key: 'start', what: 'growth, 1 start', unit: 'ms' },
    { key: 'attributes', what: 'growth, 2 attributes', unit: 'ms' },
    { key: 'arrival', what: 'growth, 3 landing and beginning', unit: 'ms' },
    { key: 'message', what: 'growth, 4 message', unit: 'ms' },
    { key: 'agent', what: 'growth, 5 agent takes and reads', unit: 'ms' },
  ],
  prepare,
}

/** Conversations before anything is measured. */
const WARM_UP = 60
/** Each takes a conversation in turn: of one page's commands there is a limit. */
const AGENTS = 10

interface Side {
  readonly balie: RunningBalie
  readonly desks: readonly Desk[]
}

async function prepare(bench: Bench): Promise<Contest> {
  const { started, sessions, say } = bench
  const open = async (database: string): Promise<Side> => {
    const balie = await startBalie(bench, database)
    return { balie, desks: await inParallel(AGENTS, 1, (number) => openDesk(bench, balie, number)) }
  }
  const empty = await open('row6_empty')
  const full = await open('row6_full')
  const [desk] = full.desks
  if (!desk) throw new Error('there is no agent')
  const template = await walkFlow({ started }, full.balie, desk)
  await fillStore({ databaseUrl: full.balie.databaseUrl, template: template.handle, sessions, say })
  const measure = async ({ balie, desks }: Side, isOver: (done: number) => boolean): Promise<Figures> => {
    const times: StepTimes[] = []
    for (let next = 0; !isOver(next); next += 1) {
      const desk = desks[next % AGENTS]
      if (!desk) throw new Error('there is no agent')
      await using opened = new AsyncDisposableStack()
      times.push((await walkFlow({ started: opened }, balie, desk)).times)
    }
    const figures = Object.fromEntries(STEPS.map((step) => [step, median(times.map((of) => of[step]))]))
    return { ...figures, all: Object.values(figures).reduce((sum, time) => sum + time, 0) }
  }
  const stretch = (side: Side) => (seconds: number) => {
    const until = performance.now() + seconds * 1000
    return measure(side, () => performance.now() > until)
  }
  for (const side of [empty, full]) await measure(side, (done) => done >= WARM_UP)
  return { bare: stretch(empty), ours: stretch(full) }
}
