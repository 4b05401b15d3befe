import type { CitizenSocket, CitizenView, Outcome } from '@balie/desk-api/client'
import { type Chat, createChat } from '../ui/chat/chat.ts'
import type { TextKeeper } from '../ui/chat/kept-text.ts'
import { messageId } from '../ui/chat/message-id.ts'
import type { Clock } from '../ui/clock.ts'
import { type ConnectionSign, createConnectionSign } from '../ui/connection-sign.ts'
import { createLine } from '../ui/line.ts'
import type { Remote, Trouble } from '../ui/remote.ts'
import { createStore, type Store } from '../ui/store.ts'
import { type CitizenServer, citizenLink, citizenProbe } from './citizen-server.ts'

/** What the citizen's page shows besides the conversation. */
export interface CitizenState {
  readonly view: Remote<CitizenView>
  /** What the citizen asked for and has no answer to. */
  readonly doing: 'begin' | 'end' | undefined
  /** What did not succeed, and why. */
  readonly failed: { readonly doing: 'begin' | 'end'; readonly trouble: Trouble } | undefined
}

/** The citizen's page without its looks. */
export interface CitizenPage {
  readonly state: Store<CitizenState>
  readonly chat: Chat
  readonly connection: ConnectionSign
  /** Asks the server where the conversation stands; the answer decides what is shown. */
  load(): Promise<void>
  begin(): Promise<void>
  end(): Promise<void>
  /** Somebody looks at the page or no longer does. */
  look(visible: boolean): void
  /** The network came back. */
  wake(): void
}

/** What the page stands on. */
export interface CitizenPageParts {
  readonly server: CitizenServer
  /** Makes the socket; `after` tells it what the page has (threat R5). */
  readonly socket: (after: () => number) => CitizenSocket
  readonly keeper: TextKeeper
  readonly clock: Clock
}

/** The citizen's page. Nothing is shown that the server did not say is this browser's (threat B2). */
export function createCitizenPage({
  server,
  socket: makeSocket,
  keeper,
  clock,
}: CitizenPageParts): CitizenPage {
  const state = createStore<CitizenState>({ view: { state: 'first' }, doing: undefined, failed: undefined })
  const socket = makeSocket(() => chat.state.get().thread.known)
  const chat = createChat({ side: 'citizen', link: citizenLink(socket), keeper, clock, newId: messageId })
  const connection = createConnectionSign(clock)
  const line = createLine({
    socket,
    clock,
    up() {
      connection.up()
      chat.connected()
    },
    down() {
      chat.disconnected()
      if (talks(state.get().view)) connection.down()
    },
    async refused() {
      await load()
      return wantsLine(state.get().view)
    },
    probe: () => citizenProbe(socket, chat.state.get().thread.known),
  })

  let pushes = 0
  socket.on('view', (view) => {
    pushes += 1
    show(view)
  })
  socket.on('messages', (messages) => chat.receive(messages))
  socket.on('receipts', (receipts) => chat.receiveReceipts(receipts))
  socket.on('typing', (on) => chat.receiveTyping(on))

  const change = (part: Partial<CitizenState>) => state.set((now) => ({ ...now, ...part }))

  function show(view: CitizenView): void {
    change({ view: { state: 'ready', value: view } })
    if ('receipts' in view) chat.receiveReceipts(view.receipts)
    if (view.state === 'elsewhere' || view.state === 'ended') {
      chat.end()
      line.stop()
      connection.off()
    } else line.start()
  }

  async function load(): Promise<void> {
    const known = state.get().view.state === 'ready'
    if (!known) change({ view: { state: 'loading' } })
    const outcome = await settledView()
    if (outcome.ok) show(outcome.value)
    // What is on the screen stays there: the line tries again.
    else if (!known) change({ view: { state: 'failed', trouble: outcome.problem } })
  }

  // Which of an answer and a push is the newer one cannot be seen: ask until none came in between.
  async function settledView(): Promise<Outcome<CitizenView>> {
    for (;;) {
      const before = pushes
      const outcome = await server.view()
      if (before === pushes) return outcome
    }
  }

  async function act(doing: 'begin' | 'end'): Promise<void> {
    change({ doing, failed: undefined })
    const outcome = await server[doing]()
    // Also after a refusal: another browser may have begun, or the other side may have ended.
    await load()
    change({ doing: undefined, failed: outcome.ok ? undefined : { doing, trouble: outcome.problem } })
  }

  return {
    state,
    chat,
    connection,
    load,
    begin: () => act('begin'),
    end: () => act('end'),
    look(visible) {
      chat.look(visible)
      if (visible) line.wake()
    },
    wake: () => line.wake(),
  }
}

function talks(view: Remote<CitizenView>): boolean {
  return view.state === 'ready' && (view.value.state === 'waiting' || view.value.state === 'open')
}

function wantsLine(view: Remote<CitizenView>): boolean {
  return talks(view) || (view.state === 'ready' && view.value.state === 'before')
}
