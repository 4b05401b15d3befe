import type { Message } from '@balie/desk-api'

/** The messages that went through this node lately, so that passing one on costs no look-up. */
export interface RecentMessages {
  /** @param author whose it is: the hash of the citizen's cookie, or the agent's id */
  add(conversation: string, author: string, message: Message): void

  /**
   * Those with the numbers after `after` up to `upTo`. Undefined when one of them is not at hand.
   *
   * @param author only what this one wrote; of everybody when absent
   */
  range(conversation: string, after: number, upTo: number, author?: string): Message[] | undefined

  /** Forgets those of a conversation. */
  forget(conversation: string): void

  forgetAll(): void
}

/** @param most how many are remembered, over all conversations; the oldest go first */
export function createRecentMessages(most: number): RecentMessages {
  const messages = new Map<string, { readonly author: string; readonly message: Message }>()
  const key = (conversation: string, seq: number) => `${conversation} ${seq}`
  return {
    add(conversation, author, message) {
      messages.set(key(conversation, message.seq), { author, message })
      for (const oldest of messages.keys()) {
        if (messages.size <= most) break
        messages.delete(oldest)
      }
    },
    range(conversation, after, upTo, author) {
      const found: Message[] = []
      for (let seq = after + 1; seq <= upTo; seq += 1) {
        const at = messages.get(key(conversation, seq))
        if (!at || (author !== undefined && at.author !== author)) return undefined
        found.push(at.message)
      }
      return found
    },
    forget(conversation) {
      for (const one of messages.keys()) if (one.startsWith(`${conversation} `)) messages.delete(one)
    },
    forgetAll: () => messages.clear(),
  }
}
