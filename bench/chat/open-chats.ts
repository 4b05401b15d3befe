import { inParallel } from '../in-parallel.ts'
import { openCitizen } from '../people/open-citizen.ts'
import { openDesk, take } from '../people/open-desk.ts'
import type { Bench } from '../row.ts'
import type { RunningBalie } from '../start-balie.ts'
import type { Conversations } from './latencies.ts'

/** Of agents, who share the conversations evenly. */
const AGENTS = 10

/** Their pages tell the server how far they have read after so many messages: every two seconds at this rate. */
const READ_EVERY = 10

/**
 * Opens conversations the way people do: started by a core, landed on and begun with a cookie, taken by an
 * agent who signed in. Messages of citizens are seen to arrive at the agent who has the conversation.
 */
export async function openChats(bench: Bench, balie: RunningBalie, count: number): Promise<Conversations> {
  const citizens = await inParallel(count, 8, () => openCitizen(bench, balie))
  const conversations: Conversations = {
    count,
    send(index, message, acknowledged) {
      citizens[index]?.socket.emit('send', message, (answer) => {
        if (answer.ok) acknowledged()
      })
    },
    onArrival: () => undefined,
  }
  const desks = await inParallel(AGENTS, 1, (number) => openDesk(bench, balie, number))
  // Not all at the same moment.
  const phases = new Map(citizens.map(({ handle }, index) => [handle, index % READ_EVERY]))
  for (const { socket } of desks) {
    socket.on('messages', (conversation, messages) => {
      for (const { id, seq } of messages) {
        conversations.onArrival(id)
        if (seq % READ_EVERY !== phases.get(conversation)) continue
        socket.emit('seen', { conversation, seen: { delivered: seq, read: seq } })
      }
    })
  }
  await inParallel(count, 8, async (index) => {
    const desk = desks[index % AGENTS]
    const citizen = citizens[index]
    if (desk && citizen) await take(balie, desk, citizen.handle)
  })
  return conversations
}
