import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import type { Message, NewMessage, Seen } from '@balie/desk-api/client'
import { handClock } from '../testing/hand-clock.ts'
import { memoryStorage } from '../testing/memory-storage.ts'
import { createChat } from './chat.ts'
import type { ChatLink, LinkAnswer } from './chat-link.ts'
import { textKeeper } from './kept-text.ts'

// The far end in memory: numbers what it stores and knows a repeated id, as the server does.
function far() {
  const stored: Message[] = []
  const seen: Seen[] = []
  const typing: boolean[] = []
  const sent: NewMessage[] = []
  let mishap: 'before' | 'after' | 'silence' | { status: number } | undefined
  const store = (id: string, text: string, from: 'citizen' | 'agent') => {
    const known = stored.find((message) => message.id === id && message.from === from)
    if (known !== undefined) return known
    const message = { seq: stored.length + 1, id, from, at: 0, text }
    stored.push(message)
    return message
  }
  const link: ChatLink = {
    async send({ id, text }) {
      sent.push({ id, text })
      if (mishap === 'before') return 'lost'
      if (typeof mishap === 'object') {
        return { ok: false, problem: { type: 'about:blank', status: mishap.status, code: 'X', title: 'x' } }
      }
      const { seq, at } = store(id, text, 'citizen')
      if (mishap === 'silence') return new Promise(() => {})
      return mishap === 'after' ? 'lost' : { ok: true, value: { seq, at } }
    },
    async since(after): Promise<LinkAnswer<readonly Message[]>> {
      return { ok: true, value: stored.filter(({ seq }) => seq > after) }
    },
    seen: (now) => void seen.push(now),
    typing: (on) => void typing.push(on),
  }
  return {
    link,
    stored,
    seen,
    typing,
    sent,
    store,
    mishap: (next: typeof mishap) => {
      mishap = next
    },
  }
}

function page(side = far(), storage = memoryStorage()) {
  const clock = handClock()
  let ids = 0
  const open = () =>
    createChat({
      side: 'citizen',
      link: side.link,
      keeper: textKeeper(storage, 'citizen.a', clock.now),
      clock,
      newId: () => `mine-${++ids}-xxxx`,
    })
  return { side, storage, clock, open, chat: open() }
}

// Every promise that waits on nothing but other promises is through after a turn of the loop.
const settle = () => setImmediate()
const texts = (chat: ReturnType<typeof createChat>) =>
  chat.state.get().thread.messages.map(({ text }) => text)
const say = (chat: ReturnType<typeof createChat>, text: string) => {
  chat.write(text)
  chat.submit()
}

test('what is written without a connection goes out in order when there is one', async () => {
  const { chat, side } = page()
  for (const text of ['one', 'two', 'three']) say(chat, text)
  assert.equal(chat.state.get().thread.outbox.length, 3)
  chat.connected()
  await settle()
  assert.deepEqual(
    side.stored.map(({ text }) => text),
    ['one', 'two', 'three'],
  )
  assert.deepEqual(texts(chat), ['one', 'two', 'three'])
  assert.equal(chat.state.get().thread.outbox.length, 0)
})

test('a lost acknowledgement makes no second message (R5)', async () => {
  const { chat, side, clock } = page()
  chat.connected()
  side.mishap('after')
  say(chat, 'one')
  await settle()
  assert.equal(chat.state.get().thread.outbox.length, 1)
  side.mishap(undefined)
  clock.advance(1000)
  await settle()
  assert.equal(side.sent.length, 2)
  assert.equal(side.sent[0]?.id, side.sent[1]?.id)
  assert.deepEqual(texts(chat), ['one'])
  assert.equal(side.stored.length, 1)
})

test('a message that comes back as stored holds up nothing, though its acknowledgement never comes', async () => {
  const { chat, side } = page()
  chat.connected()
  side.mishap('silence')
  say(chat, 'one')
  say(chat, 'two')
  await settle()
  side.mishap(undefined)
  chat.receive(side.stored)
  await settle()
  assert.deepEqual(texts(chat), ['one', 'two'])
  assert.equal(side.sent.length, 2)
})

test('a reload keeps the draft and the unsent, and sends them with the ids they had', async () => {
  const { chat, side, open } = page()
  side.mishap('after')
  chat.connected()
  say(chat, 'one')
  chat.write('half a wo')
  await settle()
  chat.disconnected()
  const after = open()
  assert.equal(after.state.get().draft, 'half a wo')
  side.mishap(undefined)
  after.connected()
  await settle()
  assert.equal(side.stored.length, 1)
  assert.deepEqual(texts(after), ['one'])
})

test('nothing stays in the storage once all is acknowledged', async () => {
  const { chat, storage } = page()
  chat.connected()
  say(chat, 'one')
  assert.equal(storage.length, 1)
  await settle()
  assert.equal(storage.length, 0)
})

test('the end of the conversation wipes what was kept, and sends no more', async () => {
  const { chat, side, storage } = page()
  say(chat, 'never sent')
  chat.write('half')
  chat.end()
  assert.equal(storage.length, 0)
  chat.connected()
  await settle()
  assert.equal(side.sent.length, 0)
  assert.equal(chat.state.get().thread.outbox.length, 1)
})

test('a refused message waits for its writer, the next one goes', async () => {
  const { chat, side } = page()
  chat.connected()
  side.mishap({ status: 403 })
  say(chat, 'one')
  await settle()
  side.mishap(undefined)
  say(chat, 'two')
  await settle()
  assert.deepEqual(texts(chat), ['two'])
  const refused = chat.state.get().thread.outbox[0]
  assert.ok(refused?.refused)
  chat.retry(refused.id)
  await settle()
  assert.deepEqual(texts(chat), ['two', 'one'])
})

test('a server in trouble is asked again later, ever more slowly', async () => {
  const { chat, side, clock } = page()
  chat.connected()
  side.mishap({ status: 429 })
  say(chat, 'one')
  await settle()
  for (const wait of [1000, 2000, 4000]) {
    clock.advance(wait)
    await settle()
  }
  assert.equal(side.sent.length, 4)
  side.mishap(undefined)
  clock.advance(8000)
  await settle()
  assert.deepEqual(texts(chat), ['one'])
})

test('a hole is closed by asking', async () => {
  const { chat, side, clock } = page()
  chat.connected()
  for (const number of [1, 2, 3]) side.store(`theirs-${number}`, `text ${number}`, 'agent')
  chat.receive(side.stored.slice(2))
  clock.advance(150)
  await settle()
  assert.deepEqual(texts(chat), ['text 1', 'text 2', 'text 3'])
})

test('what nobody sees is delivered, not read; it is told again after a reconnection', () => {
  const { chat, side } = page()
  chat.connected()
  side.store('theirs-1', 'text', 'agent')
  chat.receive(side.stored)
  chat.look(true)
  chat.look(false)
  chat.disconnected()
  chat.connected()
  assert.deepEqual(side.seen, [
    { delivered: 1, read: 0 },
    { delivered: 1, read: 1 },
    { delivered: 1, read: 1 },
  ])
})

test('typing is said now and then, and taken back', () => {
  const { chat, side, clock } = page()
  chat.connected()
  for (const draft of ['a', 'ab', 'abc']) chat.write(draft)
  assert.deepEqual(side.typing, [true])
  clock.advance(3500)
  chat.write('abcd')
  assert.deepEqual(side.typing, [true, true])
  clock.advance(4000)
  assert.deepEqual(side.typing, [true, true, false])
})

test('the other side types until it says otherwise, sends, or is silent for long', () => {
  const { chat, side, clock } = page()
  chat.connected()
  chat.receiveTyping(true)
  assert.equal(chat.state.get().otherTyping, true)
  clock.advance(8000)
  assert.equal(chat.state.get().otherTyping, false)
  chat.receiveTyping(true)
  side.store('theirs-1', 'text', 'agent')
  chat.receive(side.stored)
  assert.equal(chat.state.get().otherTyping, false)
})

test('what was another person’s goes: messages, draft, and what was not sent (AC-9)', async () => {
  const { chat, side, open, storage } = page()
  chat.connected()
  for (const number of [1, 2]) side.store(`theirs-${number}`, `text ${number}`, 'agent')
  chat.receive(side.stored)
  side.mishap('before')
  say(chat, 'never arrived')
  chat.write('half a wo')
  await settle()
  chat.belongsAfter(2, 0)
  assert.deepEqual(texts(chat), [])
  assert.equal(chat.state.get().thread.outbox.length, 0)
  assert.equal(chat.state.get().draft, '')
  assert.equal(storage.length, 0)

  side.mishap(undefined)
  side.store('theirs-3', 'text 3', 'agent')
  chat.receive(side.stored)
  assert.deepEqual(texts(chat), ['text 3'])
  assert.equal(chat.state.get().thread.known, 3)
  chat.write('of the second person')
  assert.equal(open().state.get().draft, 'of the second person')
})

test('after a reload the words stay with the person who wrote them (AC-9)', () => {
  const { chat, open } = page()
  chat.write('of the first person')
  const other = open()
  other.belongsAfter(2, 0)
  assert.equal(other.state.get().draft, '')
  other.write('of the second')
  const same = open()
  same.belongsAfter(2, 0)
  assert.equal(same.state.get().draft, 'of the second')
  assert.equal(same.state.get().thread.known, 2)
})

test('words that nobody sent are another person’s too, where no message was (AC-9)', () => {
  const { chat, open } = page()
  chat.belongsAfter(0, 0)
  chat.write('of the first person')
  chat.belongsAfter(0, 1000)
  assert.equal(chat.state.get().draft, '')
  chat.write('of the second')
  const same = open()
  same.belongsAfter(0, 1000)
  assert.equal(same.state.get().draft, 'of the second')
  same.belongsAfter(0, 2000)
  assert.equal(same.state.get().draft, '')
})

test('an empty or too long draft is not sent', () => {
  const { chat } = page()
  say(chat, ' \n ')
  say(chat, 'x'.repeat(4001))
  assert.equal(chat.state.get().thread.outbox.length, 0)
  assert.equal(chat.state.get().draft.length, 4001)
})
