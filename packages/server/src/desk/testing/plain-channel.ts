import type { Message, Receipts } from '@balie/desk-api'
import type { Clock } from '@balie/sdk'
import type { Bus } from '../../conversation/bus.ts'
import type { ConversationChannel } from '../../conversation/conversation-channel.ts'

/** A channel that keeps its messages in this process. */
export function createPlainChannel(bus: Bus, clock: Clock): ConversationChannel {
  const talks = new Map<string, { messages: Message[]; receipts: Receipts }>()
  const talk = (id: string) => {
    const known = talks.get(id) ?? {
      messages: [],
      receipts: { citizen: { delivered: 0, read: 0 }, agent: { delivered: 0, read: 0 } },
    }
    talks.set(id, known)
    return known
  }
  return {
    method: 'chat',
    pageUrl: ({ id }) => `http://localhost/chat/s/${id}`,
    async carryOut({ id }) {
      bus.announce({ tag: 'changed', conversation: id })
    },
    async send(conversation, party, { id, text }) {
      const { messages } = talk(conversation)
      const seq = messages.length + 1
      const name = party.side === 'agent' ? { name: party.name } : {}
      messages.push({ seq, id, from: party.side, at: clock.now(), text, ...name })
      bus.announce({ tag: 'message', conversation, seq })
      return { seq, at: clock.now() }
    },
    since: async (conversation, after) => talk(conversation).messages.filter(({ seq }) => seq > after),
    async seen(conversation, side, seen) {
      talk(conversation).receipts[side] = seen
      bus.announce({ tag: 'seen', conversation })
    },
    receipts: async (conversation) => structuredClone(talk(conversation).receipts),
    typing(conversation, from, on) {
      bus.announce({ tag: 'typing', conversation, from, on })
    },
  }
}
