import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import {
  type Agent,
  type ConversationDetail,
  type ConversationSummary,
  deskSocket,
  type Outcome,
} from '@balie/desk-api/client'
import { textKeeper } from '../ui/chat/kept-text.ts'
import { browserClock } from '../ui/clock.ts'
import { readyValue } from '../ui/remote.ts'
import { type LiveServer, liveServer } from '../ui/testing/live-server.ts'
import { memoryStorage } from '../ui/testing/memory-storage.ts'
import { until } from '../ui/testing/until.ts'
import { createDeskPage, type DeskPage } from './desk-page.ts'

const me: Agent = { id: 'me', name: 'Sanne', teams: ['burgerzaken'] }
const refusal = (status: number) => ({ type: 'about:blank', status, code: 'NO', title: 'No' }) as const
const row = (id: string, part: Partial<ConversationSummary> = {}): ConversationSummary => ({
  id,
  channel: 'chat',
  purpose: { nl: 'Verhuizing', en: 'Moving house' },
  team: 'burgerzaken',
  state: 'waiting',
  since: 0,
  identity: 'verified',
  citizenPresent: true,
  unread: 0,
  lastSeq: 1,
  ...part,
})
const mine = (id: string) => row(id, { state: 'open', agent: { id: me.id, name: me.name } })
const theirs = (id: string) => row(id, { state: 'open', agent: { id: 'other', name: 'Ali' } })
const detail = (summary: ConversationSummary): ConversationDetail => ({
  summary,
  identity: {
    state: 'verified',
    verifiedAt: 5,
    attributes: [{ tag: 'bsn', label: { nl: 'BSN', en: 'BSN' }, sensitive: true }],
    alerts: [],
    unauthenticatedAllowed: false,
  },
  authentication: { possible: true, state: 'none' },
  receipts: { citizen: { delivered: 0, read: 0 }, agent: { delivered: 0, read: 0 } },
})

let live: LiveServer
let list: ConversationSummary[]
let meAnswer: Outcome<Agent>
let takeAnswer: Outcome<unknown>
let asked: string[]
let extendAnswer: Outcome<unknown>
let revealAnswer: { value: string; verifiedAt: number }
let askAnswer: Outcome<unknown>
let chosen: string | undefined
let page: DeskPage

before(async () => {
  live = await liveServer()
  live.io.of('/desk').on('connection', (socket) => {
    socket.emit('list', list)
    socket.on('open', ({ conversation }, ack) => {
      const messages = [{ seq: 1, id: 'theirs-1', from: 'citizen', at: 1, text: 'Hallo' }]
      ack({ ok: true, value: { detail: detail(mine(conversation)), messages } })
    })
  })
})
after(() => live.close())
beforeEach(() => {
  list = [row('a'), mine('b')]
  meAnswer = { ok: true, value: me }
  takeAnswer = { ok: true, value: {} }
  asked = []
  askAnswer = { ok: true, value: {} }
  extendAnswer = { ok: true, value: {} }
  revealAnswer = { value: '999993653', verifiedAt: 5 }
  chosen = undefined
  const storage = memoryStorage()
  page = createDeskPage({
    server: {
      signIn: async (_email, password) =>
        password === 'right' ? { ok: true, value: {} } : { ok: false, problem: refusal(401) },
      signOut: async () => ({ ok: true, value: {} }),
      me: async () => meAnswer,
      conversations: async () => ({ ok: true, value: list }),
      take: async () => takeAnswer,
      close: async () => ({ ok: true, value: {} }),
      async askAuthentication(id) {
        asked.push(id)
        return askAnswer
      },
      extend: async () => extendAnswer,
      reveal: async (_id, tag) => ({ ok: true, value: { tag, ...revealAnswer } }),
    },
    socket: live.keep(deskSocket(live.origin)),
    keeper: (id) => textKeeper(storage, `desk.${id}`, Date.now),
    chosen: {
      read: () => chosen,
      write: (id) => {
        chosen = id
      },
    },
    forget: () => storage.clear(),
    clock: browserClock,
  })
})
afterEach(() => live.drop())

const listed = () => until(page.state, (state) => state.list.state === 'ready')
const agent = () => readyValue(page.state.get().agent)
async function chosenTalk() {
  const { talk } = await until(page.state, (state) => state.talk !== undefined)
  assert.ok(talk)
  await until(talk.state, (state) => state.detail.state === 'ready')
  return talk
}

test('who is not signed in sees the form; wrong words are told, right ones let in', async () => {
  meAnswer = { ok: false, problem: refusal(401) }
  await page.load()
  assert.deepEqual(agent(), { signedOut: true, busy: false, notice: undefined })
  await page.signIn('s@example.nl', 'wrong')
  assert.deepEqual(agent(), { signedOut: true, busy: false, notice: 'signIn.wrong' })
  meAnswer = { ok: true, value: me }
  await page.signIn('s@example.nl', 'right')
  assert.equal(agent(), me)
  await listed()
})

test('what was taken is opened, with its messages', async () => {
  await page.load()
  await listed()
  await page.take('a')
  const talk = await chosenTalk()
  assert.equal(talk.id, 'a')
  await until(talk.chat.state, ({ thread }) => thread.messages.length === 1)
})

test('when a colleague was first it is said, and the list is as it is now', async () => {
  await page.load()
  await listed()
  takeAnswer = { ok: false, problem: refusal(409) }
  list = [theirs('a'), mine('b')]
  await page.take('a')
  assert.equal(page.state.get().notice, 'list.taken')
  assert.equal(page.state.get().talk, undefined)
  assert.equal(readyValue(page.state.get().list)?.find(({ id }) => id === 'a')?.state, 'open')
})

test('a reload shows the conversation that was chosen, if it is still this agent’s', async () => {
  chosen = 'b'
  await page.load()
  assert.equal((await chosenTalk()).id, 'b')
})

test('a conversation that is no longer this agent’s is not opened after a reload', async () => {
  chosen = 'b'
  list = [theirs('b')]
  await page.load()
  await listed()
  assert.equal(page.state.get().talk, undefined)
})

test('a conversation that goes to a colleague leaves the screen (G1)', async () => {
  chosen = 'b'
  await page.load()
  await chosenTalk()
  live.io.of('/desk').emit('summary', theirs('b'))
  await until(page.state, (state) => state.talk === undefined)
  assert.equal(chosen, undefined)
})

test('what was shown of a masked value goes with the conversation, and at its end', async () => {
  chosen = 'b'
  await page.load()
  const talk = await chosenTalk()
  await talk.reveal('bsn')
  assert.equal(talk.state.get().revealed.get('bsn'), '999993653')
  talk.hide('bsn')
  assert.equal(talk.state.get().revealed.size, 0)
  await talk.reveal('bsn')
  await talk.close()
  assert.equal(talk.state.get().revealed.size, 0)
  assert.deepEqual(readyValue(talk.state.get().detail)?.identity.attributes, [])
})

test('what was shown of one identity is never shown as that of another (AC-9)', async () => {
  chosen = 'b'
  await page.load()
  const talk = await chosenTalk()
  await talk.reveal('bsn')
  assert.equal(talk.state.get().revealed.size, 1)
  const now = detail(mine('b'))
  talk.detail(now)
  assert.equal(talk.state.get().revealed.size, 1, 'the same identity, told again')
  talk.detail({ ...now, identity: { ...now.identity, verifiedAt: 6 } })
  assert.equal(talk.state.get().revealed.size, 0)
  await talk.reveal('bsn')
  assert.equal(talk.state.get().revealed.size, 0, 'an answer about the identity before')
})

test('a refusal because nobody is signed in ends at the form, and nothing stays on the screen (R3)', async () => {
  chosen = 'b'
  await page.load()
  await chosenTalk()
  takeAnswer = { ok: false, problem: refusal(401) }
  await page.take('a')
  assert.deepEqual(agent(), { signedOut: true, busy: false, notice: 'signIn.ended' })
  assert.equal(page.state.get().talk, undefined)
  assert.equal(page.state.get().list.state, 'first')
})

test('the citizen is asked to log in where that can be done, and not while doing so (UN-3)', async () => {
  chosen = 'b'
  await page.load()
  const talk = await chosenTalk()
  await talk.ask()
  assert.deepEqual(asked, ['b'])
  askAnswer = { ok: false, problem: refusal(503) }
  await talk.ask()
  assert.equal(talk.state.get().failed, 'ask')
  for (const authentication of [
    { possible: true, state: 'under_way' },
    { possible: false, state: 'none' },
  ] as const) {
    talk.detail({ ...detail(mine('b')), authentication })
    await talk.ask()
  }
  assert.equal(asked.length, 2)
})

const meeting = {
  starts: 10,
  ends: 20,
  bookedAt: 1,
  given: [{ tag: 'bsn', label: { nl: 'BSN', en: 'BSN' }, sensitive: true }],
  verified: true,
  mayExtend: true,
}

test('what was given at the booking is opened under its own name, and goes when it is no longer given', async () => {
  chosen = 'b'
  await page.load()
  const talk = await chosenTalk()
  talk.detail({ ...detail(mine('b')), meeting })
  revealAnswer = { value: '123456782', verifiedAt: 1 }
  await talk.reveal('booking:bsn')
  assert.deepEqual([...talk.state.get().revealed], [['booking:bsn', '123456782']])
  await talk.close()
  assert.equal(talk.state.get().revealed.size, 0)
  assert.deepEqual(readyValue(talk.state.get().detail)?.meeting?.given, [])
  await talk.reveal('booking:bsn')
  assert.equal(talk.state.get().revealed.size, 0, 'an answer that comes after the end')
})

test('what was opened of a booking goes when another meeting’s stands there (AC-9)', async () => {
  chosen = 'b'
  await page.load()
  const talk = await chosenTalk()
  talk.detail({ ...detail(mine('b')), meeting })
  await talk.reveal('booking:bsn')
  assert.equal(talk.state.get().revealed.size, 1)
  talk.detail({ ...detail(mine('b')), meeting: { ...meeting, given: [] } })
  assert.equal(talk.state.get().revealed.size, 0)
})

test('a meeting is extended, and a refusal says why', async () => {
  chosen = 'b'
  await page.load()
  const talk = await chosenTalk()
  assert.equal(await talk.extend(15), true)
  extendAnswer = { ok: false, problem: { ...refusal(409), code: 'EXTENSION_REFUSED' } }
  assert.equal(await talk.extend(15), false)
  assert.equal(talk.state.get().failed, 'extendRefused')
  extendAnswer = { ok: false, problem: 'unreachable' }
  assert.equal(await talk.extend(15), false)
  assert.equal(talk.state.get().failed, 'extend')
})

test('news of appointments is told, and so is that some may have been missed', async () => {
  await page.load()
  await listed()
  const before = page.appointmentNews.get()
  live.io.of('/desk').emit('appointments')
  await until(page.appointmentNews, (count) => count > before)
  const told = page.appointmentNews.get()
  live.cut()
  await until(page.appointmentNews, (count) => count > told)
})

test('what is written while another part is shown has arrived and is not read', async () => {
  chosen = 'b'
  await page.load()
  const talk = await chosenTalk()
  page.look(true)
  const [socket] = live.io.of('/desk').sockets.values()
  const told = (read: number) =>
    new Promise<void>((resolve) => {
      socket?.on('seen', ({ seen }) => {
        if (seen.delivered === 2 && seen.read === read) resolve()
      })
    })
  await until(talk.chat.state, ({ thread }) => thread.messages.length === 1)
  const arrived = told(1)
  const read = told(2)
  page.front(false)
  const second = { seq: 2, id: 'theirs-2', from: 'citizen', at: 2, text: 'Bent u daar?' }
  live.io.of('/desk').emit('messages', 'b', [second])
  await arrived
  page.front(true)
  await read
})
