// The process of somebody who floods a server: requests without pause, messages without pause on many sockets, frames
// that are too large, connections that say nothing. Bounded in what is under way at once and in time.
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect as connectTcp } from 'node:net'
import { connect } from '../people/connect.ts'

/** What an abuser knows: the own conversation. */
export interface Abuse {
  readonly external: string
  readonly handle: string
  readonly headers: Readonly<Record<string, string>>
  readonly seconds: number
}

const AT_ONCE = 100
const SOCKETS = 10
/** Messages of one socket that are under way at once. */
const MESSAGES = 20

const { external, handle, headers, seconds }: Abuse = JSON.parse(process.argv[2] ?? '')
process.send?.('ready')
await once(process, 'message')
const until = performance.now() + seconds * 1000
const goesOn = () => performance.now() < until
const counts = { requests: 0, refused: 0, messages: 0, unanswered: 0, connections: 0 }
const forwarded = { ...headers, 'x-forwarded-for': '203.0.113.66' }

async function requests(): Promise<void> {
  while (goesOn()) {
    const answer = await fetch(`${external}/api/citizen/${handle}`, { headers: forwarded }).catch(
      () => undefined,
    )
    counts.requests += 1
    if (answer?.status !== 200) counts.refused += 1
    await answer?.arrayBuffer().catch(() => undefined)
  }
}

async function messages(): Promise<void> {
  while (goesOn()) {
    const socket = await connect(`${external}/citizen`, forwarded, { handle, after: 0 }).catch(
      () => undefined,
    )
    counts.connections += 1
    if (!socket) {
      await new Promise((done) => setTimeout(done, 100))
      continue
    }
    while (goesOn() && socket.connected) {
      const sent = Array.from({ length: MESSAGES }, () =>
        socket
          .timeout(1_000)
          .emitWithAck('send', { id: randomBytes(12).toString('base64url'), text: 'x'.repeat(1_000) })
          .catch(() => {
            counts.unanswered += 1
          }),
      )
      counts.messages += MESSAGES
      if (counts.messages % 100 === 0) socket.emit('send', { id: 'too-large', text: 'x'.repeat(200_000) })
      await Promise.all(sent)
    }
    socket.disconnect()
  }
}

async function silence(): Promise<void> {
  const { hostname, port } = new URL(external)
  while (goesOn()) {
    const socket = connectTcp(Number(port), hostname)
    counts.connections += 1
    socket.on('error', () => undefined)
    await new Promise((done) => setTimeout(done, 200))
    if (counts.connections % 2 === 0) socket.destroy()
    else setTimeout(() => socket.destroy(), 5_000)
  }
}

await Promise.all([
  ...Array.from({ length: AT_ONCE }, requests),
  ...Array.from({ length: SOCKETS }, messages),
  silence(),
])
process.send?.(
  `${counts.requests} requests (${counts.refused} refused), ${counts.messages} messages (${counts.unanswered} unanswered), ${counts.connections} connections in ${seconds} s`,
)
process.disconnect()
