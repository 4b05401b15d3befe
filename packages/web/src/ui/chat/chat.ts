import { MESSAGE_LIMIT, type Message, type Receipts, type Sender } from '@balie/desk-api/client'
import type { Clock } from '../clock.ts'
import { createStore, type Store } from '../store.ts'
import type { ChatLink } from './chat-link.ts'
import type { TextKeeper } from './kept-text.ts'
import { createOutboxRunner } from './outbox-runner.ts'
import { createSeenTeller } from './seen-teller.ts'
import {
  addOutgoing,
  dropOutgoing,
  emptyThread,
  fillHole,
  forgetUpTo,
  hasHole,
  markRefused,
  markStored,
  receiveMessages,
  receiveReceipts,
  retryOutgoing,
  type Thread,
} from './thread.ts'
import { createTypingSign } from './typing-sign.ts'

/** What a chat's view shows. */
export interface ChatState {
  readonly thread: Thread
  readonly draft: string
  readonly connected: boolean
  readonly otherTyping: boolean
  /** Up to and including this number somebody has had it before them on this page. */
  readonly readUpTo: number
  /** The history is in: what comes from now on is new, and worth announcing. */
  readonly settled: boolean
  readonly ended: boolean
}

/** A conversation that runs: the view calls the upper ones, the connection the lower ones. */
export interface Chat {
  readonly state: Store<ChatState>
  /** The writer changed the draft. Kept at once. */
  write(draft: string): void
  /** Sends the draft. Nothing happens with an empty or too long one. */
  submit(): void
  retry(id: string): void
  drop(id: string): void
  /** Whether somebody can see the conversation now: only then is it read. */
  look(visible: boolean): void

  connected(): void
  disconnected(): void
  receive(messages: readonly Message[]): void
  receiveReceipts(receipts: Receipts): void
  receiveTyping(on: boolean): void
  /**
   * The messages up to this number, and what was typed before this moment of the server, were another person's. When
   * that is news, they go (AC-9). Call it before anything of the conversation is shown.
   */
  belongsAfter(after: number, since: number): void
  /** The conversation is over: nothing goes out any more, nothing is kept. */
  end(): void
}

/** What a chat stands on. */
export interface ChatParts {
  readonly side: Sender
  readonly link: ChatLink
  readonly keeper: TextKeeper
  readonly clock: Clock
  /** A new id for a message: 8 to 64 letters, digits, `-` or `_`, never the same twice. */
  readonly newId: () => string
}

const historyTime = 1000
const holeGrace = 150
const typingLife = 8000

/**
 * A conversation on one page. Promises that what was written reaches the server once, in order, over any number
 * of lost connections and reloads, and that what the server has stored is shown once, in order (threat R5).
 */
export function createChat({ side, link, keeper, clock, newId }: ChatParts): Chat {
  const kept = keeper.read()
  const state = createStore<ChatState>({
    thread: emptyThread(side, kept.outbox, kept.after),
    draft: kept.draft,
    connected: false,
    otherTyping: false,
    readUpTo: 0,
    settled: false,
    ended: false,
  })
  let belongsSince = kept.since
  let filling = false
  let forgetTyping = () => {}

  const change = (part: Partial<ChatState>) => state.set((now) => ({ ...now, ...part }))
  const live = () => state.get().connected && !state.get().ended
  const pause = (time: number) => new Promise<void>((resolve) => void clock.later(time, resolve))
  const typingSign = createTypingSign(clock, (on) => live() && link.typing(on))
  const seenTeller = createSeenTeller((seen) => link.seen(seen))
  const runner = createOutboxRunner({
    live,
    pause,
    thread: () => state.get().thread,
    send: (message) => link.send(message),
    stored: (id, stored) => changeThread((thread) => markStored(thread, id, stored)),
    refused: (id, problem) => changeThread((thread) => markRefused(thread, id, problem)),
  })

  function changeThread(next: (thread: Thread) => Thread): void {
    change({ thread: next(state.get().thread) })
    keep()
    runner.look()
    tellSeen()
    if (hasHole(state.get().thread)) void closeHoles()
  }

  function tellSeen(): void {
    change({ readUpTo: seenTeller.tell(state.get().thread.known, live()) })
  }

  function keep(): void {
    const { draft, thread, ended } = state.get()
    const { after } = thread
    const text = ended ? { draft: '', outbox: [] } : { draft, outbox: thread.outbox }
    keeper.write({ ...text, after, since: belongsSince })
  }

  async function closeHoles(): Promise<void> {
    if (filling) return
    filling = true
    // A push that is under way often closes it by itself.
    await pause(holeGrace)
    while (live() && hasHole(state.get().thread)) {
      const after = state.get().thread.known
      const answer = await link.since(after)
      if (answer !== 'lost' && answer.ok) changeThread((thread) => fillHole(thread, after, answer.value))
      if (state.get().thread.known === after) await pause(historyTime)
    }
    filling = false
  }

  return {
    state,
    write(draft) {
      change({ draft })
      keep()
      typingSign.typed(draft !== '')
    },
    submit() {
      const text = state.get().draft.trim()
      if (text === '' || text.length > MESSAGE_LIMIT || state.get().ended) return
      typingSign.typed(false)
      change({ draft: '' })
      changeThread((thread) => addOutgoing(thread, { id: newId(), text, at: clock.now() }))
      void runner.run()
    },
    retry(id) {
      changeThread((thread) => retryOutgoing(thread, id))
      void runner.run()
    },
    drop: (id) => changeThread((thread) => dropOutgoing(thread, id)),
    look(visible) {
      seenTeller.look(visible)
      tellSeen()
    },
    connected() {
      change({ connected: true })
      seenTeller.again()
      tellSeen()
      if (!state.get().settled) clock.later(historyTime, () => change({ settled: true }))
      void runner.run()
      if (hasHole(state.get().thread)) void closeHoles()
    },
    disconnected() {
      change({ connected: false, otherTyping: false })
    },
    receive(messages) {
      if (messages.some(({ from }) => from !== side)) change({ otherTyping: false })
      changeThread((thread) => receiveMessages(thread, messages))
    },
    receiveReceipts: (receipts) => change({ thread: receiveReceipts(state.get().thread, receipts) }),
    receiveTyping(on) {
      forgetTyping()
      change({ otherTyping: on })
      if (on) forgetTyping = clock.later(typingLife, () => change({ otherTyping: false }))
    },
    belongsAfter(after, since) {
      const { thread } = state.get()
      if (after <= thread.after && since <= belongsSince) return
      belongsSince = Math.max(since, belongsSince)
      typingSign.typed(false)
      change({ draft: '' })
      changeThread((now) => forgetUpTo(now, after))
    },
    end() {
      typingSign.typed(false)
      change({ ended: true, otherTyping: false, draft: '' })
      keep()
    },
  }
}
