import { type Latencies, measureLatencies } from '../chat/latencies.ts'
import { openChats } from '../chat/open-chats.ts'
import { percentile } from '../percentile.ts'
import { residentMemory } from '../process/resident-memory.ts'
import { startBalie } from '../start-balie.ts'
import type { LoadScenario } from './scenario.ts'

const MB = 1024 * 1024

/** Many conversations that go on for long: nothing gets lost, and memory stays flat. */
export const talk: LoadScenario = async (bench, { conversations, rate, minutes }) => {
  const balie = await startBalie(bench, 'load_talk')
  bench.say(`${conversations} conversations are opened ...`)
  const chats = await openChats(bench, balie, conversations)
  const memory: number[] = []
  for (let minute = 1; minute <= minutes; minute += 1) {
    // Throws when a message did not arrive once, and only once.
    const measured = await measureLatencies(chats, rate, 60)
    memory.push((await residentMemory(balie.pid)) / MB)
    bench.say(`minute ${minute}: ${(memory.at(-1) ?? 0).toFixed(0)} MB; ${latencyOf(measured)}`)
  }
  const third = Math.max(1, Math.floor(minutes / 3))
  const [middle, end] = [memory.slice(third, 2 * third), memory.slice(-third)].map(mean)
  return [
    `${conversations} conversations, ${rate} messages a second, ${minutes} minutes: ${rate * minutes * 60} messages, each arrived once`,
    `memory of the server: ${(memory[0] ?? 0).toFixed(0)} MB after a minute, ${middle?.toFixed(0)} MB in the second third, ${end?.toFixed(0)} MB in the last`,
  ]
}

/** Percentiles of a stretch. */
export function latencyOf({ arrival, acknowledgement }: Latencies): string {
  const [p50, p99] = [50, 99].map((percent) => percentile(arrival, percent).toFixed(1))
  return `to the agent ${p50} ms (p50), ${p99} ms (p99); acknowledged ${percentile(acknowledgement, 99).toFixed(1)} ms (p99)`
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
