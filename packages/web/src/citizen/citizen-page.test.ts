import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import {
  type CitizenView,
  citizenSocket,
  type Message,
  type Outcome,
  type PrivacyReceipt,
} from '@balie/desk-api/client'
import { textKeeper } from '../ui/chat/kept-text.ts'
import { browserClock, type Clock } from '../ui/clock.ts'
import { readyValue } from '../ui/remote.ts'
import { handClock } from '../ui/testing/hand-clock.ts'
import { type LiveServer, liveServer } from '../ui/testing/live-server.ts'
import { memoryStorage } from '../ui/testing/memory-storage.ts'
import { until } from '../ui/testing/until.ts'
import { type CitizenPage, createCitizenPage } from './citizen-page.ts'

const nobody = { delivered: 0, read: 0 }
const about = {
  organisation: 'Gemeente Voorbeeld',
  purpose: { nl: 'Verhuizing', en: 'Moving house' },
  identity: { state: 'verified' as const, shared: [], unauthenticatedAllowed: false },
  authentication: { possible: true, state: 'none' as const },
  logout: true,
}
const talk = { receipts: { citizen: nobody, agent: nobody }, after: 0, since: 0 }
const beforehand: CitizenView = { state: 'before', ...about, schedules: false }
const waiting: CitizenView = { state: 'waiting', ...about, ...talk, place: 1 }
const open: CitizenView = { state: 'open', ...about, ...talk, agent: { name: 'Sanne' } }
const ended: CitizenView = { state: 'ended', ...about, ...talk, endedAt: 1, by: 'agent' }
const elsewhere: CitizenView = {
  state: 'elsewhere',
  organisation: 'Gemeente Voorbeeld',
  authentication: { possible: true, state: 'none' },
}
const zone = 'Europe/Amsterdam'
const hour = 3600_000
const contact = { by: 'attribute' as const, address: 's•••@example.nl' }
const planning = { zone, duration: 30, ways: ['chat' as const], contact, mayBook: 'yes' as const }
const scheduledAt = (starts: number): CitizenView => ({
  state: 'scheduled',
  ...about,
  appointment: {
    ...{ starts, ends: starts + hour / 2, opens: starts - hour / 4, zone, way: 'chat', moved: 0 },
    ...{ needsLogIn: false, contact, mail: 'sent' },
  },
  planning,
})
const refusal = { type: 'about:blank', status: 409, code: 'NO', title: 'No' } as const
const said = (seq: number): Message => ({
  seq,
  id: `theirs-${seq}`,
  from: 'agent',
  at: seq,
  text: `text ${seq}`,
})

let live: LiveServer
let storage: Storage
let view: CitizenView
let duringView: (() => Promise<void>) | undefined
let answer: Outcome<unknown>
let receipt: Outcome<PrivacyReceipt>
let reopened: number
let handshakes: unknown[]
let page: CitizenPage

before(async () => {
  live = await liveServer()
  live.io.of('/citizen').on('connection', (socket) => handshakes.push(socket.handshake.auth['after']))
})
after(() => live.close())
beforeEach(() => {
  storage = memoryStorage()
  view = beforehand
  duringView = undefined
  answer = { ok: true, value: {} }
  receipt = { ok: true, value: { shared: [], seen: [], retentionDays: 7 } }
  reopened = 0
  handshakes = []
  page = newPage()
})
afterEach(() => live.drop())

function newPage(clock: Clock = browserClock): CitizenPage {
  return createCitizenPage({
    server: {
      async view() {
        const value = view
        await duringView?.()
        return { ok: true, value }
      },
      begin: async () => answer,
      end: async () => answer,
      stay: async () => answer,
      logout: async () => answer,
      withdraw: async () => answer,
      receipt: async () => receipt,
      methods: async () => ({ ok: true, value: { methods: [] } }),
      authenticate: async () => ({ ok: false, problem: refusal }),
      async freeTimes() {
        return { ok: true, value: { zone, days: [], from: '2026-10-27', until: '2026-10-30' } }
      },
      holdTime: async () => answer,
      releaseTime: async () => answer,
      contactAddress: async () => answer,
      contactCode: async () => answer,
      book: async () => answer,
      cancelAppointment: async () => answer,
      enterMeeting: async () => answer,
      calendarFile: '/calendar.ics',
    },
    socket: (known) => live.keep(citizenSocket('a', known, live.origin)),
    keeper: textKeeper(storage, 'citizen.a', Date.now),
    clock,
    time: async () => clock.now(),
    zone,
    go: () => {},
    reopen: () => {
      reopened += 1
    },
  })
}

const state = () => readyValue(page.state.get().view)?.state
const connected = () => until(page.chat.state, (chat) => chat.connected)
const push = (...event: [string, ...unknown[]]) => live.io.of('/citizen').emit(...event)

test('the view that the server pushes is shown', async () => {
  await page.load()
  assert.equal(state(), 'before')
  await connected()
  push('view', open)
  await until(page.state, () => state() === 'open')
})

test('an answer that was under way when a newer view came in does not undo it', async () => {
  await page.load()
  await connected()
  duringView = async () => {
    duringView = undefined
    view = open
    push('view', open)
    await until(page.state, () => state() === 'open')
  }
  view = waiting
  await page.act('begin')
  assert.equal(state(), 'open')
})

test('what is not this browser’s is not shown, and nothing of it stays (B2)', async () => {
  view = open
  await page.load()
  await connected()
  push('messages', [said(1)])
  await until(page.chat.state, ({ thread }) => thread.known === 1)
  page.chat.write('half a wo')
  push('view', elsewhere)
  await until(page.state, () => state() === 'elsewhere')
  assert.equal(storage.length, 0)
  assert.deepEqual(page.chat.state.get().thread.messages, [])
  assert.equal(page.chat.state.get().ended, true)
})

test('a connection that comes back tells what the page has (R5)', async () => {
  view = open
  await page.load()
  await connected()
  push('messages', [said(1), said(2)])
  await until(page.chat.state, ({ thread }) => thread.known === 2)
  live.cut()
  await until(page.chat.state, (chat) => !chat.connected)
  await connected()
  assert.deepEqual(handshakes, [0, 2])
})

test('a refused beginning is told, and where it stands is asked anew', async () => {
  await page.load()
  answer = { ok: false, problem: refusal }
  view = elsewhere
  await page.act('begin')
  assert.deepEqual(page.state.get().failed, { doing: 'begin', trouble: refusal })
  assert.equal(state(), 'elsewhere')
})

test('after the end the messages stay, the words that were kept do not', async () => {
  view = open
  await page.load()
  await connected()
  push('messages', [said(1)])
  await until(page.chat.state, ({ thread }) => thread.known === 1)
  page.chat.write('half a wo')
  push('view', ended)
  await until(page.chat.state, (chat) => chat.ended)
  assert.equal(page.chat.state.get().thread.messages.length, 1)
  assert.equal(storage.length, 0)
  assert.equal(page.connection.state.get(), 'fine')
})

test('what was typed and not sent is there after leaving for the login page and coming back (AC-3)', async () => {
  view = open
  await page.load()
  page.chat.write('half a wo')
  const back = newPage()
  await back.load()
  assert.equal(back.chat.state.get().draft, 'half a wo')
})

test('of another person who came back nothing of the first is shown, nor kept (AC-9)', async () => {
  view = open
  await page.load()
  await connected()
  push('messages', [said(1), said(2)])
  await until(page.chat.state, ({ thread }) => thread.known === 2)
  page.chat.write('half a wo')
  push('view', { ...open, after: 2 })
  await until(page.chat.state, ({ thread }) => thread.messages.length === 0)
  assert.equal(page.chat.state.get().draft, '')
  assert.equal(storage.length, 0)
})

test('a kept draft of the first person is gone before the second sees the page (AC-9)', async () => {
  view = open
  await page.load()
  page.chat.write('half a wo')
  view = { ...open, after: 2 }
  const back = newPage()
  const drafts: string[] = []
  back.state.subscribe(() => {
    if (back.state.get().view.state === 'ready') drafts.push(back.chat.state.get().draft)
  })
  await back.load()
  assert.deepEqual([...new Set(drafts)], [''])
})

test('after logging out nothing of the conversation stays on the page', async () => {
  view = open
  await page.load()
  await connected()
  push('messages', [said(1)])
  await until(page.chat.state, ({ thread }) => thread.known === 1)
  view = { ...ended, by: 'logout', logout: false }
  await page.act('logout')
  assert.equal(page.state.get().loggedOut, true)
  assert.deepEqual(page.chat.state.get().thread.messages, [])
  assert.equal(storage.length, 0)
})

test('a logout that does not arrive is told, and the conversation goes on', async () => {
  view = open
  await page.load()
  answer = { ok: false, problem: 'unreachable' }
  await page.act('logout')
  assert.deepEqual(page.state.get().failed, { doing: 'logout', trouble: 'unreachable' })
  assert.equal(page.state.get().loggedOut, false)
  assert.equal(state(), 'open')
})

test('staying puts off the end; when it does not, this is the end', async () => {
  const soon = Date.now() + 60_000
  view = { ...open, expiresAt: soon }
  await page.load()
  assert.equal(page.expiry.minutes.get(), 1)
  view = { ...open, expiresAt: soon + 3600_000 }
  await page.act('stay')
  assert.equal(page.expiry.minutes.get(), undefined)
  assert.equal(page.state.get().finalAt, undefined)
  view = { ...open, expiresAt: soon }
  await page.load()
  await page.act('stay')
  assert.equal(page.state.get().finalAt, soon)
  view = ended
  await page.load()
  assert.equal(page.expiry.minutes.get(), undefined)
})

test('a conversation that becomes this browser’s opens anew (AC-6)', async () => {
  view = elsewhere
  await page.load()
  assert.equal(reopened, 0)
  view = open
  await page.load()
  assert.equal(reopened, 1)
  assert.equal(state(), 'elsewhere')
})

test('who logs in from another browser is let in as soon as that is known (AC-6)', async () => {
  const clock = handClock()
  const other = newPage(clock)
  view = { ...elsewhere, authentication: { possible: true, state: 'under_way', at: 1 } }
  await other.load()
  view = open
  assert.equal(reopened, 0)
  clock.advance(3000)
  await setImmediate()
  assert.equal(reopened, 1)
})

test('the privacy receipt is asked for anew each time, and a failure can be tried again', async () => {
  await page.loadReceipt()
  assert.equal(readyValue(page.state.get().receipt)?.retentionDays, 7)
  receipt = { ok: false, problem: refusal }
  await page.loadReceipt()
  assert.deepEqual(page.state.get().receipt, { state: 'failed', trouble: refusal })
})

test('the receipt of another person does not stay in the page (AC-9, B2)', async () => {
  view = open
  await page.load()
  await connected()
  await page.loadReceipt()
  assert.equal(page.state.get().receipt.state, 'ready')
  receipt = { ok: false, problem: refusal }
  push('view', { ...open, after: 2, since: 5 })
  await until(page.state, (now) => now.receipt.state === 'failed')
  push('view', elsewhere)
  await until(page.state, () => state() === 'elsewhere')
  assert.equal(page.state.get().receipt.state, 'first')
})

test('while an appointment is made or stands, what the server pushes is shown', async () => {
  view = { state: 'planning', ...about, planning }
  await page.load()
  await connected()
  push('view', scheduledAt(Date.now() + hour))
  await until(page.state, () => state() === 'scheduled')
  push('view', { ...waiting, place: undefined, meeting: { starts: 1, ends: 2 } })
  await until(page.state, () => state() === 'waiting')
})

test('the page notices by itself that the way in to the meeting opens', async () => {
  const clock = handClock(Date.parse('2026-10-27T08:00:00Z'))
  const opens = clock.now() + 2 * hour
  const other = newPage(clock)
  view = scheduledAt(opens + hour / 4)
  await other.load()
  await setImmediate()
  assert.ok(other.time.now.get() < opens)
  clock.advance(2 * hour)
  assert.ok(other.time.now.get() >= opens)
})

test('a held time that ran out is noticed by itself, and told', async () => {
  const clock = handClock(Date.parse('2026-10-27T08:00:00Z'))
  const starts = clock.now() + 24 * hour
  const held = { starts, ends: starts + hour / 2, until: clock.now() + hour / 6 }
  const other = newPage(clock)
  view = { state: 'planning', ...about, planning: { ...planning, held } }
  await other.load()
  await setImmediate()
  view = { state: 'planning', ...about, planning }
  clock.advance(hour / 6 + 2000)
  await until(other.planning.state, ({ lost }) => lost?.why === 'ran_out')
})

test('a cancelled appointment is over, and what was typed for it is gone', async () => {
  view = scheduledAt(Date.now() + hour)
  await page.load()
  await page.planning.giveAddress('sanne@example.nl', 'nl')
  view = { ...ended, by: 'citizen' }
  await page.act('cancelAppointment')
  assert.equal(state(), 'ended')
  assert.equal(page.planning.state.get().address, '')
})
