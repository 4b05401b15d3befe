import { randomBytes } from 'node:crypto'
import { beat } from './metronome.ts'
import { monotonic } from './monotonic.ts'

/** Conversations that are open, as their load sees them. */
export interface Conversations {
  readonly count: number
  /** Sends a message from the citizen of a conversation; it is told of the acknowledgement, if there is one. */
  send(conversation: number, message: { id: string; text: string }, acknowledged: () => void): void
  /** Whom to tell of each message that reaches the other side. */
  onArrival: (id: string) => void
}

/** Milliseconds for each message, from the moment for which it was scheduled. */
export interface Latencies {
  /** To the other side. */
  readonly arrival: Float64Array
  /** To the sender's acknowledgement; empty where there is none. */
  readonly acknowledgement: Float64Array
  /** How late it was sent: the load client's own share of the above. */
  readonly sending: Float64Array
}

/** Of a message: two lines of a phone. */
const TEXT = 'Goedemiddag, ik wil graag mijn verhuizing doorgeven. Kunt u mij daarbij helpen?'
/** How long after the last message all must have arrived, milliseconds. */
const PATIENCE = 15_000

/**
 * Sends messages at a fixed rate, from the conversations in turn, whether or not earlier ones have arrived.
 *
 * @param rate messages per second, of all conversations together
 * @throws {Error} when a message has not arrived once, and only once, in the end
 */
export async function measureLatencies(
  conversations: Conversations,
  rate: number,
  seconds: number,
): Promise<Latencies> {
  const count = rate * seconds
  // Messages of an earlier stretch have another beginning.
  const stretch = randomBytes(6).toString('base64url')
  const moments = new Float64Array(count)
  const [arrival, acknowledgement, sending] = [
    new Float64Array(count),
    new Float64Array(count),
    new Float64Array(count),
  ]
  const arrivals = new Uint8Array(count)
  let [arrived, acknowledgements] = [0, 0]

  conversations.onArrival = (id) => {
    if (!id.startsWith(stretch)) return
    const index = Number(id.slice(stretch.length))
    arrival[index] = monotonic() - (moments[index] ?? Number.NaN)
    arrivals[index] = (arrivals[index] ?? 0) + 1
    arrived += 1
  }
  await beat({
    rate,
    count,
    onBeat(index, moment) {
      moments[index] = moment
      sending[index] = monotonic() - moment
      const id = stretch + String(index).padStart(8, '0')
      conversations.send(index % conversations.count, { id, text: TEXT }, () => {
        acknowledgement[index] = monotonic() - moment
        acknowledgements += 1
      })
    },
  })
  const until = monotonic() + PATIENCE
  const complete = () => arrived >= count && (acknowledgements === 0 || acknowledgements >= count)
  while (!complete() && monotonic() < until) await new Promise((resolve) => setTimeout(resolve, 20))
  const wrong = arrivals.filter((times) => times !== 1).length
  if (wrong > 0 || !complete()) {
    throw new Error(
      `of ${count} messages ${wrong} did not arrive exactly once; ${acknowledgements} acknowledged`,
    )
  }
  return { arrival, acknowledgement: acknowledgement.subarray(0, acknowledgements), sending }
}
