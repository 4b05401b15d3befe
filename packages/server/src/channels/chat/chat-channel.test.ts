import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { NewMessage } from '@balie/desk-api'
import {
  applyEvent,
  createDataKey,
  randomText,
  Secret,
  type SessionEvent,
  systemClock,
  systemRandom,
} from '@balie/sdk'
import { channelSuite, sessionRecord } from '@balie/sdk/testing'
import { type Announcement, createBus } from '../../conversation/bus.ts'
import type { ConversationChannel, Party } from '../../conversation/conversation-channel.ts'
import { createCitizenMessages } from '../../store/citizen-messages.ts'
import { createDataKeys } from '../../store/data-keys.ts'
import { createMessageStore } from '../../store/message-store.ts'
import { createSessionStore } from '../../store/session-store.ts'
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { createChatChannel } from './chat-channel.ts'

const keyring = { keys: [{ id: 'test', key: new Secret('master key', systemRandom(32)) }] }
const citizen: Party = { side: 'citizen', browser: 'browser-a' }
const agent: Party = { side: 'agent', agent: 'agent-a', name: 'Anna' }

function chat(database: TestDatabase, heard: Announcement[] = [], noted: string[] = []): ConversationChannel {
  const bus = createBus()
  bus.listen((announcement) => {
    if (announcement.tag !== 'missed') heard.push(announcement)
  })
  return createChatChannel({
    addresses: { externalUrl: 'https://balie.example.nl' },
    messages: createMessageStore(database.pool),
    citizenMessages: createCitizenMessages(database.pool),
    dataKeys: createDataKeys(database.pool, keyring),
    bus,
    clock: systemClock,
    random: systemRandom,
    metrics: { messageStored: () => undefined },
    activity: { note: (id, side) => void noted.push(`${side} ${id}`) },
    follow: async () => undefined,
  })
}

channelSuite('chat', async () => {
  const database = await createTestDatabase()
  return { channel: chat(database), close: () => database.close() }
})

describe('messages', () => {
  let database: TestDatabase
  const heard: Announcement[] = []
  const noted: string[] = []
  let channel: ConversationChannel
  /** Another node: it has nothing in memory. */
  let otherNode: ConversationChannel
  before(async () => {
    database = await createTestDatabase()
    channel = chat(database, heard, noted)
    otherNode = chat(database)
  })
  after(() => database.close())

  const happen = (id: string, event: SessionEvent) =>
    createSessionStore(database.pool, systemClock).transact(id, ({ session }) => {
      const { session: next, effects } = applyEvent(session, event)
      return { value: 0, session: next, effects }
    })

  async function conversation(state: 'not_begun' | 'waiting' | 'open' | 'ended'): Promise<string> {
    const record = sessionRecord({ landings: [{ browser: 'browser-a', first: 1, last: 1 }] })
    const { id } = record.session
    const { wrappedKey } = createDataKey(keyring, id, 'transcript', systemRandom)
    await createSessionStore(database.pool, systemClock).insert({
      ...record,
      keys: { transcript: wrappedKey },
    })
    if (state === 'not_begun') return id
    await happen(id, { tag: 'begun', at: 2, browser: 'browser-a' })
    if (state === 'waiting') return id
    await happen(id, { tag: 'taken', at: 3, agent: 'agent-a' })
    if (state === 'ended') await happen(id, { tag: 'ended', at: 4, by: 'agent' })
    return id
  }
  const message = (text: string): NewMessage => ({ id: randomText(systemRandom, 12), text })

  it('numbers messages of both sides from 1, and gives them back as they were', async () => {
    const id = await conversation('open')
    const [hello, answer] = [
      message('Goedemiddag, ik heb een vraag\r\nover mijn vergunning 😀'),
      message('Zegt u het maar'),
    ]
    assert.equal((await channel.send(id, citizen, hello)).seq, 1)
    assert.equal((await channel.send(id, agent, answer)).seq, 2)
    for (const node of [channel, otherNode]) {
      const [first, second, ...more] = await node.since(id, 0)
      assert.deepEqual(more, [])
      assert.deepEqual(
        { ...first, at: 0 },
        { seq: 1, id: hello.id, from: 'citizen', at: 0, text: hello.text.replace('\r\n', '\n') },
      )
      assert.deepEqual(
        { ...second, at: 0 },
        { seq: 2, id: answer.id, from: 'agent', name: 'Anna', at: 0, text: answer.text },
      )
    }
    assert.deepEqual(
      (await otherNode.since(id, 1)).map(({ seq }) => seq),
      [2],
    )
    assert.deepEqual(await otherNode.since(id, 2), [])
  })

  it('R1: gives the citizen’s messages to the owner’s browser only, from memory and from the store', async () => {
    const id = await conversation('open')
    for (const [party, text] of [
      [citizen, 'one'],
      [agent, 'two'],
      [citizen, 'three'],
    ] as const) {
      await channel.send(id, party, message(text))
    }
    for (const node of [channel, otherNode]) {
      for (const upTo of [undefined, 3]) {
        const own = await node.sinceForCitizen(id, 'browser-a', 0, upTo)
        assert.deepEqual(
          own.map(({ text }) => text),
          ['one', 'two', 'three'],
        )
        assert.deepEqual(await node.sinceForCitizen(id, 'browser-b', 0, upTo), [])
        assert.deepEqual(await node.sinceForCitizen('no-such-session', 'browser-a', 0, upTo), [])
      }
    }
    // What it wrote itself comes from memory; it was stored because the conversation was its.
    assert.equal((await channel.sinceForCitizen(id, 'browser-a', 2, 3)).length, 1)
    assert.deepEqual(await channel.sinceForCitizen(id, 'browser-b', 2, 3), [])
  })

  it('AC-9: gives the citizen nothing that was said to another person, and the agent all of it', async () => {
    const id = await conversation('open')
    for (const text of ['one', 'two']) await channel.send(id, citizen, message(text))
    const last = (await channel.since(id, 0)).at(-1)?.at ?? 0
    const session = await createSessionStore(database.pool, systemClock).transact(id, (record) => {
      const hidden = { ...record.session, hiddenUntil: last }
      return { value: hidden, session: hidden }
    })
    await channel.carryOut(session, [{ tag: 'announce', what: 'conversation' }])
    while (Date.now() <= last) await new Promise(setImmediate)
    const { seq } = await channel.send(id, citizen, message('three'))
    assert.equal(await channel.hiddenUpTo(session), seq - 1)
    for (const node of [channel, otherNode]) {
      for (const upTo of [undefined, seq]) {
        const seen = await node.sinceForCitizen(id, 'browser-a', 0, upTo)
        assert.deepEqual(
          seen.map(({ text }) => text),
          ['three'],
        )
      }
      assert.equal((await node.since(id, 0)).length, 3)
    }
  })

  it('SF-2: notes each message that was stored, once', async () => {
    const id = await conversation('open')
    noted.length = 0
    const one = message('once')
    await channel.send(id, citizen, one)
    await channel.send(id, citizen, one)
    await channel.send(id, agent, message('from the agent'))
    await assert.rejects(channel.send(id, { side: 'citizen', browser: 'browser-b' }, message('x')))
    channel.typing(id, 'citizen', true)
    await channel.seen(id, 'citizen', { delivered: 1, read: 1 })
    assert.deepEqual(noted, [`citizen ${id}`, `agent ${id}`])
  })

  it('R5: leaves no hole and no number twice when both sides send at once on two nodes', async () => {
    const id = await conversation('open')
    const sends = Array.from({ length: 100 }, (_, i) =>
      (i % 2 ? channel : otherNode).send(id, i % 4 < 2 ? citizen : agent, message(`message ${i}`)),
    )
    const numbers = (await Promise.all(sends)).map(({ seq }) => seq)
    const expected = Array.from({ length: 100 }, (_, i) => i + 1)
    assert.deepEqual(
      numbers.toSorted((a, b) => a - b),
      expected,
    )
    assert.deepEqual(
      (await channel.since(id, 0)).map(({ seq }) => seq),
      expected,
    )
  })

  it('R5: the same message again has the number it had, also after the end', async () => {
    const id = await conversation('open')
    const one = message('een keer')
    const first = await channel.send(id, citizen, one)
    assert.deepEqual(await channel.send(id, citizen, one), first)
    assert.deepEqual(await otherNode.send(id, citizen, { ...one, text: 'another text' }), first)
    await happen(id, { tag: 'ended', at: 4, by: 'citizen' })
    assert.deepEqual(await channel.send(id, citizen, one), first)
    assert.equal((await channel.since(id, 0)).length, 1)
  })

  it('R5: the same message many times at once is one message, and costs no number', async () => {
    const id = await conversation('open')
    const one = message('een keer')
    const sends = Array.from({ length: 30 }, (_, i) => (i % 2 ? channel : otherNode).send(id, citizen, one))
    assert.deepEqual(new Set((await Promise.all(sends)).map(({ seq }) => seq)), new Set([1]))
    assert.equal((await channel.send(id, citizen, message('next'))).seq, 2)
  })

  it('R5: the same id from the other side is another message', async () => {
    const id = await conversation('open')
    const one = message('mine')
    assert.equal((await channel.send(id, citizen, one)).seq, 1)
    assert.equal((await channel.send(id, agent, one)).seq, 2)
  })

  it('refuses a message before the beginning and after the end', async () => {
    const [notBegun, ended] = [await conversation('not_begun'), await conversation('ended')]
    // Nobody owns what has not begun.
    await assert.rejects(channel.send(notBegun, citizen, message('x')), { code: 'CONVERSATION_NOT_BEGUN' })
    await assert.rejects(channel.send(ended, citizen, message('x')), { code: 'CONVERSATION_ENDED' })
    await assert.rejects(channel.send(ended, agent, message('x')), { code: 'CONVERSATION_ENDED' })
    await assert.rejects(channel.send('nothing', citizen, message('x')), { code: 'SESSION_UNKNOWN' })
  })

  it('B8: stores nothing after an end that runs at the same moment', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => conversation('open')))
    for (const id of ids) {
      const sends = Promise.allSettled(
        Array.from({ length: 4 }, (_, i) => channel.send(id, citizen, message(`${i}`))),
      )
      await happen(id, { tag: 'ended', at: 9, by: 'agent' })
      const atEnd = await channel.since(id, 0)
      await sends
      assert.deepEqual(await channel.since(id, 0), atEnd)
    }
  })

  it('R1: refuses a message in a conversation that is another one’s', async () => {
    const [open, waiting] = [await conversation('open'), await conversation('waiting')]
    const stranger: Party = { side: 'citizen', browser: 'browser-b' }
    const colleague: Party = { side: 'agent', agent: 'agent-b', name: 'Bram' }
    await assert.rejects(channel.send(open, stranger, message('x')), { code: 'NOT_THE_OWNER' })
    await assert.rejects(channel.send(open, colleague, message('x')), { code: 'NOT_ASSIGNED' })
    const ended = await conversation('ended')
    await assert.rejects(channel.send(ended, stranger, message('x')), { code: 'NOT_THE_OWNER' })
    await assert.rejects(channel.send(waiting, agent, message('x')), { code: 'NOT_ASSIGNED' })
    assert.deepEqual(await channel.since(open, 0), [])
  })

  it('R1: tells a stranger nothing about a message of the owner with a known id', async () => {
    const id = await conversation('open')
    const one = message('mine')
    await channel.send(id, citizen, one)
    const stranger: Party = { side: 'citizen', browser: 'browser-b' }
    await assert.rejects(channel.send(id, stranger, one), { code: 'NOT_THE_OWNER' })
  })

  it('refuses a message without text and one that is too long, and keeps what is at the limit', async () => {
    const id = await conversation('open')
    for (const text of ['', '  \n\t\r\n ', 'x'.repeat(4001)]) {
      await assert.rejects(channel.send(id, citizen, message(text)), { code: 'MESSAGE_REFUSED' })
    }
    const long = '😀'.repeat(4000)
    await channel.send(id, citizen, message(long))
    assert.equal((await otherNode.since(id, 0))[0]?.text, long)
  })

  it('keeps control characters, and text from right to left, as they were written', async () => {
    const id = await conversation('open')
    const text = 'a\u0000b\u202Ec\u0007 \ud83d\ude00'
    await channel.send(id, citizen, message(text))
    assert.equal((await otherNode.since(id, 0))[0]?.text, text)
  })

  it('signs never go back, nor beyond what there is; and what was read was received', async () => {
    const id = await conversation('open')
    for (const text of ['1', '2', '3']) await channel.send(id, citizen, message(text))
    await channel.seen(id, 'agent', { delivered: 2, read: 1 })
    assert.deepEqual((await channel.receipts(id)).agent, { delivered: 2, read: 1 })
    await channel.seen(id, 'agent', { delivered: 1, read: 0 })
    assert.deepEqual((await channel.receipts(id)).agent, { delivered: 2, read: 1 })
    await channel.seen(id, 'agent', { delivered: 0, read: 900 })
    assert.deepEqual(await channel.receipts(id), {
      citizen: { delivered: 0, read: 0 },
      agent: { delivered: 3, read: 3 },
    })
  })

  it('has signs of nothing where nothing was said', async () => {
    const id = await conversation('open')
    await channel.seen(id, 'agent', { delivered: 5, read: 5 })
    assert.deepEqual((await channel.receipts(id)).agent, { delivered: 0, read: 0 })
  })

  it('gives 500 messages at a time', async () => {
    const id = await conversation('open')
    await Promise.all(Array.from({ length: 520 }, (_, i) => channel.send(id, citizen, message(`${i}`))))
    const first = await otherNode.since(id, 0)
    assert.equal(first.length, 500)
    assert.equal((await otherNode.since(id, 500)).length, 20)
  })

  it('P3: announces identifiers and numbers only, after the message is stored', async () => {
    const id = await conversation('open')
    heard.length = 0
    await channel.send(id, citizen, message('canary-text'))
    await channel.seen(id, 'agent', { delivered: 1, read: 1 })
    await channel.seen(id, 'agent', { delivered: 1, read: 1 })
    channel.typing(id, 'agent', true)
    assert.deepEqual(heard, [
      { tag: 'message', conversation: id, seq: 1 },
      { tag: 'seen', conversation: id },
      { tag: 'typing', conversation: id, from: 'agent', on: true },
    ])
  })

  it('says where nothing changed but when it would end by itself, as the desk shows nothing of that', async () => {
    const id = await conversation('open')
    heard.length = 0
    const record = await createSessionStore(database.pool, systemClock).find({ by: 'id', id })
    assert.ok(record)
    await channel.carryOut(record.session, [{ tag: 'announce', what: 'activity' }])
    await channel.carryOut(record.session, [
      { tag: 'announce', what: 'activity' },
      { tag: 'announce', what: 'authentication' },
    ])
    assert.deepEqual(heard, [
      { tag: 'changed', conversation: id, only: 'activity' },
      { tag: 'changed', conversation: id },
    ])
  })

  it('P2: keeps nothing of a message in plain text', async () => {
    const id = await conversation('open')
    const canary = `canary ${randomText(systemRandom, 12)}`
    await channel.send(id, citizen, message(canary))
    const { rows } = await database.pool.query<{ line: string }>(
      `select chat_messages::text || encode(sealed, 'escape') as line from chat_messages where session_id = $1`,
      [id],
    )
    assert.equal(rows.length, 1)
    assert.ok(!rows[0]?.line.includes(canary))
  })
})
