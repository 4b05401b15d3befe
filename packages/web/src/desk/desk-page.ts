import type { Agent, ConversationSummary, DeskSocket } from '@balie/desk-api/client'
import type { TextKeeper } from '../ui/chat/kept-text.ts'
import type { Clock } from '../ui/clock.ts'
import { type ConnectionSign, createConnectionSign } from '../ui/connection-sign.ts'
import { createLine } from '../ui/line.ts'
import { type Remote, readyValue, type Trouble } from '../ui/remote.ts'
import { createStore, type Store } from '../ui/store.ts'
import { listConversations, putSummary } from './conversation-list.ts'
import { type DeskServer, deskProbe } from './desk-server.ts'
import { createDeskTalk, type DeskTalk } from './desk-talk.ts'
import { signInFailure } from './sign-in-failure.ts'
import type { DeskKey } from './words/desk-key.ts'

/** Nobody is signed in: why, and what of signing in. */
export interface SignedOut {
  readonly signedOut: true
  readonly busy: boolean
  /** What to say above the form. */
  readonly notice: DeskKey | undefined
}

/** What the desk shows, apart from the chosen conversation. */
export interface DeskState {
  readonly agent: Remote<Agent | SignedOut>
  readonly list: Remote<readonly ConversationSummary[]>
  /** The conversation in the middle. */
  readonly talk: DeskTalk | undefined
  readonly taking: string | undefined
  /** What became of taking. */
  readonly notice: DeskKey | undefined
  /** Who came to wait last, to be read out. */
  readonly arrived: ConversationSummary | undefined
}

/** The desk without its looks. */
export interface DeskPage {
  readonly state: Store<DeskState>
  readonly connection: ConnectionSign
  /** Counts when there is something new about appointments or working hours, or there may be: whoever shows them looks again. */
  readonly appointmentNews: Store<number>
  /** Finds out who is signed in, and begins. */
  load(): Promise<void>
  signIn(email: string, password: string): Promise<void>
  signOut(): Promise<void>
  take(id: string): Promise<void>
  select(id: string): void
  look(visible: boolean): void
  /** Whether the conversations are the part that is shown: what nobody sees is not read. */
  front(shown: boolean): void
  wake(): void
  /** A refusal that may mean that the agent is no longer signed in. */
  onTrouble(trouble: Trouble): void
}

/** What the desk stands on. */
export interface DeskPageParts {
  readonly server: DeskServer
  readonly socket: DeskSocket
  readonly keeper: (conversation: string) => TextKeeper
  /** Remembers the chosen conversation over a reload. */
  readonly chosen: { read(): string | undefined; write(id: string | undefined): void }
  /** Throws away what was kept for this agent. */
  readonly forget: () => void
  readonly clock: Clock
}

const signedOut: SignedOut = { signedOut: true, busy: false, notice: undefined }
const empty: Omit<DeskState, 'agent'> = {
  list: { state: 'first' },
  talk: undefined,
  taking: undefined,
  notice: undefined,
  arrived: undefined,
}

/** The desk. Everything on it comes from the server over HTTP or the socket; a reload or a second tab loses nothing. */
export function createDeskPage({ server, socket, keeper, chosen, forget, clock }: DeskPageParts): DeskPage {
  const state = createStore<DeskState>({ agent: { state: 'first' }, ...empty })
  const talks = new Map<string, DeskTalk>()
  const connection = createConnectionSign(clock)
  const appointmentNews = createStore(0)
  let visible = true
  let fronted = true
  const change = (part: Partial<DeskState>) => state.set((now) => ({ ...now, ...part }))
  const agentId = () => {
    const agent = readyValue(state.get().agent)
    return agent === undefined || 'signedOut' in agent ? undefined : agent.id
  }

  const line = createLine({
    socket,
    clock,
    up() {
      connection.up()
      for (const talk of talks.values()) talk.chat.connected()
      void state.get().talk?.open()
      news()
    },
    down() {
      connection.down()
      for (const talk of talks.values()) talk.chat.disconnected()
    },
    async refused() {
      const outcome = await server.me()
      if (!outcome.ok) onTrouble(outcome.problem)
      return outcome.ok || !isSignedOut(outcome.problem)
    },
    probe() {
      const talk = state.get().talk
      return deskProbe(socket, talk?.id ?? '', talk?.chat.state.get().thread.known ?? 0)
    },
    serves: async () => (await server.me()).ok,
  })

  socket.on('list', showList)
  socket.on('summary', (summary) => {
    const list = readyValue(state.get().list) ?? []
    const isNew = summary.state === 'waiting' && !list.some(({ id }) => id === summary.id)
    change({ list: { state: 'ready', value: putSummary(list, summary) }, ...(isNew && { arrived: summary }) })
    follow(summary)
  })
  socket.on('detail', (detail) => talks.get(detail.summary.id)?.detail(detail))
  socket.on('messages', (id, messages) => talks.get(id)?.chat.receive(messages))
  socket.on('receipts', (id, receipts) => talks.get(id)?.chat.receiveReceipts(receipts))
  socket.on('appointments', news)
  socket.on('typing', (id, on) => talks.get(id)?.chat.receiveTyping(on))

  function news(): void {
    appointmentNews.set((count) => count + 1)
  }

  function showList(list: readonly ConversationSummary[]): void {
    const first = state.get().list.state !== 'ready'
    change({ list: { state: 'ready', value: list } })
    for (const summary of list) follow(summary)
    const before = chosen.read()
    const { mine } = listConversations(list, agentId() ?? '')
    if (first && before !== undefined && mine.some(({ id }) => id === before)) select(before)
  }

  /** A row changed: the conversation may have ended, or have gone to a colleague. */
  function follow({ id, state: standing, agent }: ConversationSummary): void {
    const talk = talks.get(id)
    if (talk === undefined) return
    if (standing === 'ended') talk.ended()
    const elsewhere = standing === 'open' && agent?.id !== agentId()
    if (elsewhere) talk.chat.end()
    if (elsewhere && state.get().talk === talk) choose(undefined)
    if (elsewhere || (standing === 'ended' && state.get().talk !== talk)) talks.delete(id)
  }

  function select(id: string): void {
    let talk = talks.get(id)
    if (talk === undefined) {
      talk = createDeskTalk({ id, server, socket, keeper: keeper(id), clock, onTrouble })
      talks.set(id, talk)
      if (socket.connected) talk.chat.connected()
    }
    choose(talk)
  }

  function choose(talk: DeskTalk | undefined): void {
    const before = state.get().talk
    if (before === talk) return
    before?.leave()
    chosen.write(talk?.id)
    change({ talk })
    talk?.chat.look(visible && fronted)
    if (socket.connected) void talk?.open()
  }

  function onTrouble(trouble: Trouble): void {
    if (isSignedOut(trouble)) leave('signIn.ended')
  }

  function leave(notice: DeskKey | undefined): void {
    line.stop()
    connection.off()
    talks.clear()
    chosen.write(undefined)
    change({ ...empty, agent: { state: 'ready', value: { ...signedOut, notice } } })
  }

  async function load(): Promise<void> {
    change({ agent: { state: 'loading' } })
    const outcome = await server.me()
    if (outcome.ok) {
      change({ agent: { state: 'ready', value: outcome.value }, list: { state: 'loading' } })
      line.start()
    } else if (isSignedOut(outcome.problem)) change({ agent: { state: 'ready', value: signedOut } })
    else change({ agent: { state: 'failed', trouble: outcome.problem } })
  }

  return {
    state,
    connection,
    appointmentNews,
    onTrouble,
    load,
    async signIn(email, password) {
      change({ agent: { state: 'ready', value: { ...signedOut, busy: true } } })
      const outcome = await server.signIn(email, password)
      if (outcome.ok) return load()
      const notice = signInFailure(outcome.problem)
      change({ agent: { state: 'ready', value: { ...signedOut, notice } } })
    },
    async signOut() {
      const outcome = await server.signOut()
      if (!outcome.ok && !isSignedOut(outcome.problem)) return change({ notice: 'signOut.failed' })
      forget()
      leave(undefined)
    },
    async take(id) {
      if (state.get().taking !== undefined) return
      change({ taking: id, notice: undefined })
      const outcome = await server.take(id)
      change({ taking: undefined })
      if (outcome.ok) return select(id)
      if (isSignedOut(outcome.problem)) return leave('signIn.ended')
      const taken = outcome.problem !== 'unreachable' && outcome.problem.status === 409
      change({ notice: taken ? 'list.taken' : 'list.take.failed' })
      const list = await server.conversations()
      if (list.ok && agentId() !== undefined) showList(list.value)
    },
    select(id) {
      change({ notice: undefined })
      select(id)
    },
    look(now) {
      visible = now
      state.get().talk?.chat.look(now && fronted)
      if (now) line.wake()
    },
    front(shown) {
      fronted = shown
      state.get().talk?.chat.look(visible && fronted)
    },
    wake: () => line.wake(),
  }
}

function isSignedOut(trouble: Trouble): boolean {
  return trouble !== 'unreachable' && (trouble.status === 401 || trouble.code === 'UNAUTHORIZED')
}
