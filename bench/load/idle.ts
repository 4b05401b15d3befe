import { monotonic } from '../chat/monotonic.ts'
import { inParallel } from '../in-parallel.ts'
import { type Citizen, openCitizen } from '../people/open-citizen.ts'
import { percentile } from '../percentile.ts'
import { residentMemory } from '../process/resident-memory.ts'
import { startBalie } from '../start-balie.ts'
import type { LoadScenario } from './scenario.ts'

const MB = 1024 * 1024
/** How many come in before their page is told of the next lot, and after it is said how far it is. */
const LOT = 1_000
/** Of those who are there say something, at the end. */
const SAY = 200

/** Many citizens who wait on one node: each is let in and stays, and is answered still. */
export const idle: LoadScenario = async (bench, { citizens }) => {
  const balie = await startBalie(bench, 'load_idle')
  const before = await residentMemory(balie.pid)
  const all: Citizen[] = []
  let lost = 0
  for (let from = 0; from < citizens; from += LOT) {
    const began = monotonic()
    all.push(...(await inParallel(Math.min(LOT, citizens - from), 8, () => openCitizen(bench, balie))))
    const rate = (LOT / (monotonic() - began)) * 1000
    bench.say(`${all.length} citizens are there; ${rate.toFixed(0)} came in a second`)
  }
  for (const { socket } of all)
    socket.once('disconnect', () => {
      lost += 1
    })
  const memory = (await residentMemory(balie.pid)) - before
  // Two heartbeats of all, while some say something.
  const times: number[] = []
  const until = monotonic() + 40_000
  for (let turn = 0; monotonic() < until || turn < SAY; turn += 1) {
    const citizen = all[(turn * 37) % all.length]
    const asked = monotonic()
    const answer = await citizen?.socket
      .timeout(10_000)
      .emitWithAck('send', { id: `idle-${turn}-message`, text: 'Bent u er nog?' })
    if (!answer?.ok) throw new Error('a citizen got no answer')
    times.push(monotonic() - asked)
    await new Promise((done) => setTimeout(done, 50))
  }
  if (lost > 0) throw new Error(`${lost} of ${citizens} citizens lost their connection`)
  return [
    `${citizens} citizens wait on one node; none lost the connection in 40 s`,
    `memory of the server: ${(memory / MB).toFixed(0)} MB more than without them, ${(memory / citizens / 1024).toFixed(1)} KiB each`,
    `a message of one of them is acknowledged in ${percentile(times, 50).toFixed(1)} ms (p50), ${percentile(times, 99).toFixed(1)} ms (p99)`,
  ]
}
