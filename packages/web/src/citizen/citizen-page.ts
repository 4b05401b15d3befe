import type { CitizenSocket, CitizenView, Outcome, PrivacyReceipt } from '@balie/desk-api/client'
import { type Chat, createChat } from '../ui/chat/chat.ts'
import type { TextKeeper } from '../ui/chat/kept-text.ts'
import { messageId } from '../ui/chat/message-id.ts'
import type { Clock } from '../ui/clock.ts'
import { type ConnectionSign, createConnectionSign } from '../ui/connection-sign.ts'
import { createLine } from '../ui/line.ts'
import type { Remote, Trouble } from '../ui/remote.ts'
import { createStore, type Store } from '../ui/store.ts'
import { createPlanning, type PlanningDesk } from './appointment/planning.ts'
import { type CitizenServer, citizenLink, citizenProbe } from './citizen-server.ts'
import { createExpiry, type Expiry } from './expiry.ts'
import { createLogIn, type LogIn } from './log-in.ts'
import { createServerClock } from './server-clock.ts'
import { createShownTime, type ShownTime } from './shown-time.ts'

/** What a citizen asks of the conversation, or of the appointment, as a whole. */
export type CitizenAct =
  | 'begin'
  | 'end'
  | 'stay'
  | 'logout'
  | 'withdraw'
  | 'cancelAppointment'
  | 'enterMeeting'

/** What the citizen's page shows besides the conversation. */
export interface CitizenState {
  readonly view: Remote<CitizenView>
  /** What the citizen asked for and has no answer to. */
  readonly doing: CitizenAct | undefined
  /** What did not succeed, and why. */
  readonly failed: { readonly doing: CitizenAct; readonly trouble: Trouble } | undefined
  /** The citizen logged out on this page. */
  readonly loggedOut: boolean
  /** The end at this moment was not put off by staying: it is the longest that a conversation lasts. */
  readonly finalAt: number | undefined
  /** What became of what was shared; asked for when somebody wants to see it. */
  readonly receipt: Remote<PrivacyReceipt>
}

/** The citizen's page without its looks. */
export interface CitizenPage {
  readonly state: Store<CitizenState>
  readonly chat: Chat
  readonly connection: ConnectionSign
  readonly logIn: LogIn
  readonly expiry: Expiry
  readonly planning: PlanningDesk
  /** The server's time, for what happens by it: a time that is no longer kept, the way in to a meeting. */
  readonly time: ShownTime
  /** The browser's own time zone, where it is known. */
  readonly zone: string | undefined
  /** The address of the appointment as a file for a calendar. */
  readonly calendarFile: string
  /** The server's time as far as this page knows it, milliseconds since 1970. */
  serverNow(): number
  /** Loads the page anew, with everything that belongs to it. */
  reopen(): void
  /** Asks the server where the conversation stands; the answer decides what is shown. */
  load(): Promise<void>
  /** Does one of those things, and shows where the conversation stands after it. */
  act(doing: CitizenAct): Promise<void>
  loadReceipt(): Promise<void>
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
  /** The server's time, milliseconds since 1970, if it answers. */
  readonly time: () => Promise<number | undefined>
  /** The browser's own time zone, where it is known. */
  readonly zone: string | undefined
  /** Leaves for the login page of a method. */
  readonly go: (address: string) => void
  /** Loads the page anew: the conversation has become this browser's. */
  readonly reopen: () => void
}

const first: CitizenState = {
  view: { state: 'first' },
  doing: undefined,
  failed: undefined,
  loggedOut: false,
  finalAt: undefined,
  receipt: { state: 'first' },
}

const aSecond = 1000
const askAgainAfter = 3000

/** The citizen's page. Nothing is shown that the server did not say is this browser's (threat B2). */
export function createCitizenPage(parts: CitizenPageParts): CitizenPage {
  const { server, keeper, clock, go, reopen } = parts
  const state = createStore(first)
  const socket = parts.socket(() => chat.state.get().thread.known)
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
    serves: async () => (await server.view()).ok,
  })
  const logIn = createLogIn({ server, go, refused: () => void load(), clock })
  const serverClock = createServerClock(clock, parts.time)
  const due = () => void load()
  const expiry = createExpiry({ clock, server: serverClock, due })
  const time = createShownTime({ clock, server: serverClock, due })
  const planning = createPlanning({ server, zone: parts.zone, reload: load, serverNow: serverClock.now })

  // Of a conversation that is not this browser's nothing is pushed.
  let again = () => {}
  let pushes = 0
  let receipts = 0
  socket.on('view', (view) => {
    pushes += 1
    show(view)
  })
  socket.on('messages', (messages) => chat.receive(messages))
  socket.on('receipts', (receipts) => chat.receiveReceipts(receipts))
  socket.on('typing', (on) => chat.receiveTyping(on))

  const change = (part: Partial<CitizenState>) => state.set((now) => ({ ...now, ...part }))

  function show(view: CitizenView): void {
    const over = view.state === 'elsewhere' || view.state === 'ended'
    if (!over && chat.state.get().ended) {
      // It was another browser's, and is this one's now: everything begins anew.
      reopen()
      return
    }
    // Before anything is shown: what was another person's goes (AC-9).
    if ('after' in view) {
      chat.belongsAfter(view.after, view.since)
      if (view.since > sinceOf(state.get().view)) forgetReceipt()
    }
    if (view.state === 'elsewhere' || (view.state === 'ended' && view.by === 'logout')) forget()
    planning.see(view)
    change({ view: { state: 'ready', value: view } })
    time.expect(turnsOf(view))
    if ('receipts' in view) chat.receiveReceipts(view.receipts)
    expiry.expect('expiresAt' in view ? view.expiresAt : undefined)
    again()
    if (view.state === 'elsewhere' && view.authentication.state === 'under_way')
      again = clock.later(askAgainAfter, () => void load())
    if (over) {
      chat.end()
      line.stop()
      connection.off()
    } else line.start()
  }

  // Nothing is left for another browser's person, nor, after logging out, for the next one at this screen.
  function forget(): void {
    chat.end()
    chat.belongsAfter(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY)
    receipts += 1
    change({ receipt: first.receipt })
  }

  // It tells of what another person shared. Whoever has it open gets their own.
  function forgetReceipt(): void {
    if (state.get().receipt.state !== 'first') void loadReceipt()
  }

  async function loadReceipt(): Promise<void> {
    receipts += 1
    const mine = receipts
    change({ receipt: { state: 'loading' } })
    const outcome = await server.receipt()
    // Asked for again since, perhaps by another person.
    if (mine !== receipts) return
    change({
      receipt: outcome.ok
        ? { state: 'ready', value: outcome.value }
        : { state: 'failed', trouble: outcome.problem },
    })
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

  async function act(doing: CitizenAct): Promise<void> {
    const end = expiresAt(state.get().view)
    change({ doing, failed: undefined })
    const outcome = await server[doing]()
    if (doing === 'logout' && outcome.ok) {
      forget()
      logIn.stop()
      change({ loggedOut: true })
    }
    // Also after a refusal: another browser may have begun, or the other side may have ended.
    await load()
    change({ doing: undefined, failed: outcome.ok ? undefined : { doing, trouble: outcome.problem } })
    const now = expiresAt(state.get().view)
    if (doing === 'stay' && outcome.ok && end !== undefined && now !== undefined && now - end < aSecond)
      change({ finalAt: now })
  }

  function wake(): void {
    line.wake()
    serverClock.wake()
    expiry.wake()
    time.wake()
  }

  return {
    state,
    chat,
    connection,
    logIn,
    expiry,
    planning,
    time,
    zone: parts.zone,
    calendarFile: server.calendarFile,
    serverNow: serverClock.now,
    reopen,
    load,
    act,
    loadReceipt,
    look(visible) {
      chat.look(visible)
      if (!visible) return
      wake()
      // Another tab of this browser may have let it in.
      const { view } = state.get()
      if (view.state === 'ready' && view.value.state === 'elsewhere') void load()
    },
    wake,
  }
}

function talks(view: Remote<CitizenView>): boolean {
  return view.state === 'ready' && (view.value.state === 'waiting' || view.value.state === 'open')
}

function wantsLine(view: Remote<CitizenView>): boolean {
  return view.state === 'ready' && view.value.state !== 'elsewhere' && view.value.state !== 'ended'
}

/** When something changes that the page shows, by the clock alone. */
function turnsOf(view: CitizenView): readonly number[] {
  const held = 'planning' in view && view.planning.held !== undefined ? [view.planning.held.until] : []
  if (view.state === 'scheduled') return [...held, view.appointment.opens, view.appointment.starts]
  const meeting = 'meeting' in view ? view.meeting : undefined
  return meeting === undefined ? held : [meeting.starts, meeting.ends]
}

function sinceOf(view: Remote<CitizenView>): number {
  return view.state === 'ready' && 'since' in view.value ? view.value.since : 0
}

function expiresAt(view: Remote<CitizenView>): number | undefined {
  return view.state === 'ready' && 'expiresAt' in view.value ? view.value.expiresAt : undefined
}
