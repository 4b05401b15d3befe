import type { Message, NewMessage, Stored } from '@balie/desk-api'
import { type Clock, type DataKey, IdContactError, type Random, seal, unseal } from '@balie/sdk'
import type { Bus } from '../../conversation/bus.ts'
import type { ConversationChannel, Party } from '../../conversation/conversation-channel.ts'
import { BalieError } from '../../errors/balie-error.ts'
import type { Metrics } from '../../http/metrics.ts'
import type { DataKeys } from '../../store/data-keys.ts'
import type { Appended, MessageStore, StoredMessage } from '../../store/message-store.ts'
import { messageText } from './message-text.ts'
import { createRecentMessages } from './recent-messages.ts'

/** What the chat stands on. */
export interface ChatParts {
  /** Of the public listener, without a slash at the end. Read when needed. */
  readonly addresses: { readonly externalUrl: string }
  readonly messages: MessageStore
  readonly dataKeys: DataKeys
  readonly bus: Bus
  readonly clock: Clock
  readonly random: Random
  readonly metrics: Pick<Metrics, 'messageStored'>
}

/** Most messages at hand, over all conversations. */
const AT_HAND = 2_000

/** Chat: messages in writing, sealed under the key of their session before they reach the store (P2). */
export function createChatChannel(parts: ChatParts): ConversationChannel {
  const { addresses, messages, dataKeys, bus, clock, random, metrics } = parts
  const recent = createRecentMessages(AT_HAND)

  async function send(conversation: string, party: Party, message: NewMessage): Promise<Stored> {
    const text = messageText(message.text)
    const { id } = message
    const sender = party.side
    const key = await dataKeys.of(conversation)
    const appended = await messages.append({
      conversation,
      sender,
      id,
      at: clock.now(),
      sealed: seal(key, contextOf(conversation, { sender, id }), text, random),
      ...(party.side === 'citizen' ? { actor: party.browser } : { actor: party.agent, name: party.name }),
    })
    if (appended.outcome !== 'stored') throw refusal(appended, party)
    const { seq, at, isNew } = appended
    if (isNew) {
      const name = party.side === 'agent' ? { name: party.name } : {}
      recent.add(conversation, { seq, id, from: sender, ...name, at, text })
      metrics.messageStored(sender)
      bus.announce({ tag: 'message', conversation, seq })
    }
    return { seq, at }
  }

  async function since(conversation: string, after: number, upTo?: number): Promise<Message[]> {
    const atHand = upTo !== undefined && recent.range(conversation, after, upTo)
    if (atHand) return atHand
    const stored = await messages.after(conversation, after)
    if (stored.length === 0) return []
    const key = await dataKeys.of(conversation)
    return stored.map((message) => opened(key, conversation, message))
  }

  return {
    method: 'chat',
    pageUrl: ({ id }) => `${addresses.externalUrl}/chat/s/${id}`,
    send,
    since,

    async carryOut({ id, purpose, conversation }, effects) {
      const announced = effects.flatMap((effect) => (effect.tag === 'announce' ? [effect.what] : []))
      if (conversation.state === 'ended') dataKeys.drop(id)
      if (effects.length > 0) bus.announce({ tag: 'changed', conversation: id })
      if (announced.includes('conversation')) bus.announce({ tag: 'line', purpose })
    },

    async seen(conversation, side, seen) {
      if (await messages.seen(conversation, side, seen)) bus.announce({ tag: 'seen', conversation })
    },

    receipts: (conversation) => messages.receipts(conversation),
    typing: (conversation, from, on) => bus.announce({ tag: 'typing', conversation, from, on }),
  }
}

/** Sealed text opens only as the same message of the same conversation. */
function contextOf(conversation: string, { sender, id }: Pick<StoredMessage, 'sender' | 'id'>): string {
  return `message:${conversation}:${sender}:${id}`
}

function opened(key: DataKey, conversation: string, { sealed, ...message }: StoredMessage): Message {
  const { seq, id, sender, name, at } = message
  const text = unseal(key, contextOf(conversation, message), sealed)
  return { seq, id, from: sender, ...(name !== undefined && { name }), at, text }
}

function refusal({ outcome }: Exclude<Appended, { outcome: 'stored' }>, { side }: Party): Error {
  switch (outcome) {
    case 'unknown':
      return new IdContactError('SESSION_UNKNOWN', 'a message for no session')
    case 'not_begun':
      return new BalieError('CONVERSATION_NOT_BEGUN', 'a message before the beginning')
    case 'ended':
      return new BalieError('CONVERSATION_ENDED', 'a message after the end')
    case 'not_theirs':
      return side === 'citizen'
        ? new IdContactError('NOT_THE_OWNER', 'a message in the conversation of another browser')
        : new BalieError('NOT_ASSIGNED', 'a message in a conversation that is not assigned to this agent')
  }
}
