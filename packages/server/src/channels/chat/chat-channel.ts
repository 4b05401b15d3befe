import type { Message, NewMessage, Stored } from '@balie/desk-api'
import { type Clock, type DataKey, IdContactError, type Random, type Session, seal, unseal } from '@balie/sdk'
import type { Activity } from '../../conversation/activity.ts'
import type { Bus } from '../../conversation/bus.ts'
import type { ConversationChannel, Party } from '../../conversation/conversation-channel.ts'
import { BalieError } from '../../errors/balie-error.ts'
import type { Metrics } from '../../http/metrics.ts'
import type { CitizenMessages } from '../../store/citizen-messages.ts'
import type { DataKeys } from '../../store/data-keys.ts'
import type { Appended, MessageStore, StoredMessage } from '../../store/message-store.ts'
import { messageText } from './message-text.ts'
import { createRecentMessages } from './recent-messages.ts'
import { createTranscriptPace } from './transcript-pace.ts'

/** What the chat stands on. */
export interface ChatParts {
  /** Of the public listener, without a slash at the end. Read when needed. */
  readonly addresses: { readonly externalUrl: string }
  readonly messages: MessageStore
  readonly citizenMessages: CitizenMessages
  readonly dataKeys: DataKeys
  readonly bus: Bus
  readonly clock: Clock
  readonly random: Random
  readonly metrics: Pick<Metrics, 'messageStored'>
  /** Told of each message that was stored: a meaningful interaction (SF-2). */
  readonly activity: Pick<Activity, 'note'>
  /** Told of each committed change after that, for what schedules meetings. */
  readonly follow: (session: Session) => Promise<void>
}

/** Most messages at hand, over all conversations. */
const AT_HAND = 2_000

const NOTHING = new Uint8Array()

/** Chat: messages in writing, sealed under the key of their session before they reach the store (P2). */
export function createChatChannel(parts: ChatParts): ConversationChannel {
  const { addresses, messages, citizenMessages, dataKeys, bus, clock, random, metrics, activity, follow } =
    parts
  const recent = createRecentMessages(AT_HAND)
  const paced = createTranscriptPace()
  /** Conversations in which another person went on: what the citizen may have of them, only the store tells. */
  const handedOver = new Set<string>()

  // What another node changed may be an end, or another person who goes on: from then on the store tells.
  bus.listen((announcement, isOurs) => {
    if (announcement.tag === 'missed') {
      dataKeys.dropAll()
      recent.forgetAll()
    } else if (announcement.tag === 'changed' && !announcement.only && !isOurs) {
      dataKeys.drop(announcement.conversation)
      recent.forget(announcement.conversation)
    }
  })

  async function send(conversation: string, party: Party, message: NewMessage): Promise<Stored> {
    const text = messageText(message.text)
    const { id } = message
    const sender = party.side
    const began = performance.now()
    const key = await dataKeys.of(conversation)
    const actor = party.side === 'citizen' ? party.browser : party.agent
    const sealedAt = performance.now()
    const appended = await messages.append({
      conversation,
      sender,
      id,
      at: clock.now(),
      // Without a key the conversation is over or none: then nothing is stored.
      sealed: key ? seal(key, contextOf(conversation, { sender, id }), text, random) : NOTHING,
      actor,
      ...(party.side === 'agent' && { name: party.name }),
    })
    if (appended.outcome !== 'stored') throw refusal(appended, party)
    const { seq, at, isNew } = appended
    if (isNew) {
      const name = party.side === 'agent' ? { name: party.name } : {}
      recent.add(conversation, actor, { seq, id, from: sender, ...name, at, text })
      const now = performance.now()
      metrics.messageStored(sender, { store: now - sealedAt, whole: now - began })
      bus.announce({ tag: 'message', conversation, seq })
      activity.note(conversation, sender)
    }
    return { seq, at }
  }

  async function since(conversation: string, after: number, upTo?: number): Promise<Message[]> {
    const atHand = upTo !== undefined && recent.range(conversation, after, upTo)
    if (atHand) return atHand
    return opened(conversation, await messages.after(conversation, after))
  }

  async function sinceForCitizen(conversation: string, browser: string, after: number, upTo?: number) {
    // What this browser wrote itself was stored only because the conversation was its.
    const mayAnswer = upTo !== undefined && !handedOver.has(conversation)
    const atHand = mayAnswer && recent.range(conversation, after, upTo, browser)
    if (atHand) return atHand
    const stored = await paced(browser, () => citizenMessages.after(conversation, browser, after))
    return opened(conversation, stored)
  }

  async function opened(conversation: string, stored: readonly StoredMessage[]): Promise<Message[]> {
    if (stored.length === 0) return []
    const key = await dataKeys.of(conversation)
    // Its key is destroyed: nobody can read the transcript any more.
    return key ? stored.map((message) => open(key, conversation, message)) : []
  }

  return {
    method: 'chat',
    // A meeting that was scheduled by another method is held here too, and has that one's page.
    pageUrl: ({ id, method }) => `${addresses.externalUrl}/${method}/s/${id}`,
    send,
    since,
    sinceForCitizen,
    hiddenUpTo: async ({ id, hiddenUntil }) =>
      hiddenUntil === undefined ? 0 : citizenMessages.lastBy(id, hiddenUntil),

    async carryOut(session, effects) {
      const { id, purpose, conversation, hiddenUntil } = session
      const announced = effects.flatMap((effect) => (effect.tag === 'announce' ? [effect.what] : []))
      if (hiddenUntil !== undefined) handedOver.add(id)
      if (conversation.state === 'ended') {
        // From here on its transcript may be destroyed at any moment.
        dataKeys.drop(id)
        recent.forget(id)
        handedOver.delete(id)
      }
      if (effects.length > 0) {
        const isActivity = announced.length > 0 && announced.every((what) => what === 'activity')
        bus.announce({ tag: 'changed', conversation: id, ...(isActivity && { only: 'activity' }) })
      }
      if (announced.includes('conversation')) bus.announce({ tag: 'line', purpose })
      if (effects.length > 0) await follow(session)
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

function open(key: DataKey, conversation: string, { sealed, ...message }: StoredMessage): Message {
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
