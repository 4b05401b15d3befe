import { type Conversations, measureLatencies } from '../chat/latencies.ts'
import { openChats } from '../chat/open-chats.ts'
import { openEcho } from '../chat/open-echo.ts'
import { percentile } from '../percentile.ts'
import type { Bench, Contest, Figures, Row } from '../row.ts'
import { startBalie } from '../start-balie.ts'
import { startBare } from '../start-bare.ts'

/** Messages a second, of all citizens together. */
const RATE = 1000
const CONVERSATIONS = 200

/** Row 3: a citizen's message to the agent, stored before it is acknowledged, against a bare Socket.IO echo. */
export const chatRow: Row = {
  number: 3,
  name: 'chat',
  lines: [
    { key: 'arrival_p99', what: 'chat, citizen to agent, p99', unit: 'ms', goal: { ratio: 3, at: 'most' } },
    { key: 'arrival_p50', what: 'chat, citizen to agent, p50', unit: 'ms' },
    { key: 'acknowledgement_p99', what: 'chat, to the acknowledgement, p99', unit: 'ms' },
    { key: 'acknowledgement_p50', what: 'chat, to the acknowledgement, p50', unit: 'ms' },
    { key: 'sending_p99', what: '(lateness of the load client, p99)', unit: 'ms' },
  ],
  prepare,
}

async function prepare(bench: Bench, warmUpSeconds: number): Promise<Contest> {
  const { url } = await startBare(bench, 'echo', { databaseUrl: '' })
  const echo = await openEcho(bench, url, CONVERSATIONS)
  const chats = await openChats(bench, await startBalie(bench, 'row3_ours'), CONVERSATIONS)
  const measure = async (conversations: Conversations, seconds: number) =>
    figuresOf(await measureLatencies(conversations, RATE, seconds))
  await measure(echo, warmUpSeconds)
  await measure(chats, warmUpSeconds)
  return { bare: (seconds) => measure(echo, seconds), ours: (seconds) => measure(chats, seconds) }
}

function figuresOf({
  arrival,
  acknowledgement,
  sending,
}: Awaited<ReturnType<typeof measureLatencies>>): Figures {
  // An echo is its own acknowledgement.
  const acknowledged = acknowledgement.length > 0 ? acknowledgement : arrival
  return {
    arrival_p50: percentile(arrival, 50),
    arrival_p99: percentile(arrival, 99),
    acknowledgement_p50: percentile(acknowledged, 50),
    acknowledgement_p99: percentile(acknowledged, 99),
    sending_p99: percentile(sending, 99),
  }
}
