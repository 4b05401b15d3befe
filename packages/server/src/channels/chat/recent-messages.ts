import type { Message } from '@balie/desk-api'

/** The messages that went through this node lately, so that passing one on costs no look-up. */
export interface RecentMessages {
  add(conversation: string, message: Message): void
  /** Those with the numbers after `after` up to `upTo`. Undefined when one of them is not at hand. */
  range(conversation: string, after: number, upTo: number): Message[] | undefined
}

/** @param most how many are remembered, over all conversations; the oldest go first */
export function createRecentMessages(most: number): RecentMessages {
  const messages = new Map<string, Message>()
  const key = (conversation: string, seq: number) => `${conversation} ${seq}`
  return {
    add(conversation, message) {
      messages.set(key(conversation, message.seq), message)
      for (const oldest of messages.keys()) {
        if (messages.size <= most) break
        messages.delete(oldest)
      }
    },
    range(conversation, after, upTo) {
      const found: Message[] = []
      for (let seq = after + 1; seq <= upTo; seq += 1) {
        const message = messages.get(key(conversation, seq))
        if (!message) return undefined
        found.push(message)
      }
      return found
    },
  }
}
