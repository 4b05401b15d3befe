import type { ConversationDetail, DeskSocket } from '@balie/desk-api/client'
import { type Chat, createChat } from '../ui/chat/chat.ts'
import type { TextKeeper } from '../ui/chat/kept-text.ts'
import { messageId } from '../ui/chat/message-id.ts'
import type { Clock } from '../ui/clock.ts'
import type { Remote, Trouble } from '../ui/remote.ts'
import { createStore, type Store } from '../ui/store.ts'
import { type DeskServer, deskLink, openConversation } from './desk-server.ts'
import { mayAsk } from './log-in-standing.ts'

/** What the desk shows of one conversation besides its messages. */
export interface TalkState {
  readonly detail: Remote<ConversationDetail>
  /** Sensitive values that this agent opened, by tag. Only in memory, only while the conversation is chosen. */
  readonly revealed: ReadonlyMap<string, string>
  readonly doing: 'close' | 'ask' | 'extend' | { readonly reveal: string } | undefined
  /** `extendRefused`: another appointment begins after it. */
  readonly failed: 'close' | 'ask' | 'extend' | 'extendRefused' | 'reveal' | undefined
}

/** One conversation of this agent at the desk. */
export interface DeskTalk {
  readonly id: string
  readonly chat: Chat
  readonly state: Store<TalkState>
  /** Follows it from now on; again after each reconnection. */
  open(): Promise<void>
  /** Another conversation is chosen. What was written still goes out. */
  leave(): void
  detail(detail: ConversationDetail): void
  ended(): void
  close(): Promise<void>
  /** Asks the citizen to log in, where that can be done. */
  ask(): Promise<void>
  /** Gives the meeting of an appointment more minutes; true when that succeeded. */
  extend(minutes: number): Promise<boolean>
  reveal(tag: string): Promise<void>
  hide(tag: string): void
}

/** What a conversation at the desk stands on. */
export interface DeskTalkParts {
  readonly id: string
  readonly server: DeskServer
  readonly socket: DeskSocket
  readonly keeper: TextKeeper
  readonly clock: Clock
  /** A refusal that may mean that the agent is no longer signed in. */
  readonly onTrouble: (trouble: Trouble) => void
}

/** Before the tag of what was given at the booking of an appointment, to tell it from what is verified now. */
export const BOOKING = 'booking:'

const nothingYet: TalkState = {
  detail: { state: 'first' },
  revealed: new Map(),
  doing: undefined,
  failed: undefined,
}

/** What to show while no conversation is chosen. Never changes. */
export const noTalkState: Store<TalkState> = createStore(nothingYet)

/** A conversation at the desk; the identity comes from the server's detail only, never from a message (threat F5). */
export function createDeskTalk({ id, server, socket, keeper, clock, onTrouble }: DeskTalkParts): DeskTalk {
  const chat = createChat({ side: 'agent', link: deskLink(socket, id), keeper, clock, newId: messageId })
  const state = createStore(nothingYet)
  const change = (part: Partial<TalkState>) => state.set((now) => ({ ...now, ...part }))

  function show(detail: ConversationDetail): void {
    // What was opened of one identity is never shown as another's.
    const before = state.get().detail
    const now: Remote<ConversationDetail> = { state: 'ready', value: detail }
    const isSame = verificationOf(now) === verificationOf(before) && givenOf(now) === givenOf(before)
    change({ detail: now, ...(!isSame && { revealed: new Map() }) })
    chat.receiveReceipts(detail.receipts)
    if (detail.summary.state === 'ended') ended()
  }

  function ended(): void {
    chat.end()
    const { detail } = state.get()
    change({ revealed: new Map() })
    if (detail.state !== 'ready' || detail.value.summary.state === 'ended') return
    const summary = { ...detail.value.summary, state: 'ended' as const }
    // The server no longer gives them; nor may this page go on showing them.
    const identity = { ...detail.value.identity, attributes: [] }
    const { meeting } = detail.value
    const value = {
      ...detail.value,
      summary,
      identity,
      ...(meeting !== undefined && { meeting: { ...meeting, given: [], mayExtend: false } }),
    }
    change({ detail: { state: 'ready', value } })
  }

  return {
    id,
    chat,
    state,
    async open() {
      const known = state.get().detail.state === 'ready'
      if (!known) change({ detail: { state: 'loading' } })
      const answer = await openConversation(socket, id, chat.state.get().thread.known)
      if (answer !== 'lost' && answer.ok) {
        show(answer.value.detail)
        chat.receive(answer.value.messages)
      } else if (!known) {
        const trouble = answer === 'lost' ? 'unreachable' : answer.problem
        change({ detail: { state: 'failed', trouble } })
      }
    },
    leave() {
      chat.look(false)
      change({ revealed: new Map(), failed: undefined })
      if (socket.connected) socket.emit('leave', id)
    },
    detail: show,
    ended,
    async close() {
      change({ doing: 'close', failed: undefined })
      const outcome = await server.close(id)
      change({ doing: undefined, failed: outcome.ok ? undefined : 'close' })
      if (outcome.ok) ended()
      else onTrouble(outcome.problem)
    },
    async ask() {
      const { detail, doing } = state.get()
      if (doing === 'ask' || detail.state !== 'ready' || !mayAsk(detail.value)) return
      change({ doing: 'ask', failed: undefined })
      const outcome = await server.askAuthentication(id)
      change({ doing: undefined, failed: outcome.ok ? undefined : 'ask' })
      if (!outcome.ok) onTrouble(outcome.problem)
    },
    async extend(minutes) {
      if (state.get().doing === 'extend') return false
      change({ doing: 'extend', failed: undefined })
      const outcome = await server.extend(id, minutes)
      const refused = !outcome.ok && outcome.problem !== 'unreachable' && outcome.problem.code
      const failed = refused === 'EXTENSION_REFUSED' ? 'extendRefused' : 'extend'
      change({ doing: undefined, failed: outcome.ok ? undefined : failed })
      if (!outcome.ok) onTrouble(outcome.problem)
      return outcome.ok
    },
    async reveal(tag) {
      change({ doing: { reveal: tag }, failed: undefined })
      const outcome = await server.reveal(id, tag)
      const revealed = new Map(state.get().revealed)
      const isShown = outcome.ok && isStillThere(tag, outcome.value.verifiedAt, state.get().detail)
      if (outcome.ok && isShown) revealed.set(tag, outcome.value.value)
      if (!outcome.ok) onTrouble(outcome.problem)
      change({ doing: undefined, failed: outcome.ok ? undefined : 'reveal', revealed })
    },
    hide(tag) {
      const revealed = new Map(state.get().revealed)
      revealed.delete(tag)
      change({ revealed })
    },
  }
}

/** Whether what was opened is what the panel shows now: of the same verification, or still given at the booking. */
function isStillThere(tag: string, verifiedAt: number, detail: Remote<ConversationDetail>): boolean {
  if (!tag.startsWith(BOOKING)) return verifiedAt === verificationOf(detail)
  return givenOf(detail).split(' ').includes(tag)
}

/** The names of what was given at the booking, and of which booking. */
function givenOf(detail: Remote<ConversationDetail>): string {
  const meeting = detail.state === 'ready' ? detail.value.meeting : undefined
  if (meeting === undefined) return ''
  return [meeting.bookedAt, ...meeting.given.map(({ tag }) => `${BOOKING}${tag}`)].join(' ')
}

/** Which verification the panel shows: the moment of it, where there is one. */
function verificationOf(detail: Remote<ConversationDetail>): number | undefined {
  if (detail.state !== 'ready' || detail.value.identity.state !== 'verified') return undefined
  return detail.value.identity.verifiedAt
}
