import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import { type CitizenView, citizenSocket, type Message, type Outcome } from '@balie/desk-api/client'
import { textKeeper } from '../ui/chat/kept-text.ts'
import { browserClock } from '../ui/clock.ts'
import { readyValue } from '../ui/remote.ts'
import { type LiveServer, liveServer } from '../ui/testing/live-server.ts'
import { memoryStorage } from '../ui/testing/memory-storage.ts'
import { until } from '../ui/testing/until.ts'
import { type CitizenPage, createCitizenPage } from './citizen-page.ts'

const nobody = { delivered: 0, read: 0 }
const about = {
  organisation: 'Gemeente Voorbeeld',
  purpose: { nl: 'Verhuizing', en: 'Moving house' },
  identity: { state: 'verified' as const, shared: [], unauthenticatedAllowed: false },
}
const receipts = { citizen: nobody, agent: nobody }
const beforehand: CitizenView = { state: 'before', ...about }
const waiting: CitizenView = { state: 'waiting', ...about, receipts, place: 1 }
const open: CitizenView = { state: 'open', ...about, receipts, agent: { name: 'Sanne' } }
const ended: CitizenView = { state: 'ended', ...about, receipts, endedAt: 1, by: 'agent' }
const elsewhere: CitizenView = { state: 'elsewhere', organisation: 'Gemeente Voorbeeld' }
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
let beginAnswer: Outcome<unknown>
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
  beginAnswer = { ok: true, value: {} }
  handshakes = []
  page = createCitizenPage({
    server: {
      async view() {
        const value = view
        await duringView?.()
        return { ok: true, value }
      },
      begin: async () => beginAnswer,
      end: async () => ({ ok: true, value: {} }),
    },
    socket: (known) => live.keep(citizenSocket('a', known, live.origin)),
    keeper: textKeeper(storage, 'citizen.a', Date.now),
    clock: browserClock,
  })
})
afterEach(() => live.drop())

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
  await page.begin()
  assert.equal(state(), 'open')
})

test('what is not this browser’s is not shown, and nothing of it stays (B2)', async () => {
  view = open
  await page.load()
  await connected()
  page.chat.write('half a wo')
  push('view', elsewhere)
  await until(page.state, () => state() === 'elsewhere')
  assert.equal(storage.length, 0)
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
  beginAnswer = { ok: false, problem: refusal }
  view = elsewhere
  await page.begin()
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
