import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Message, Sender } from '@balie/desk-api/client'
import {
  addOutgoing,
  dropOutgoing,
  emptyThread,
  fillHole,
  hasHole,
  markRefused,
  markStored,
  nextOutgoing,
  receiveMessages,
  receiveReceipts,
  retryOutgoing,
  statusOf,
  type Thread,
  unreadCount,
} from './thread.ts'

const message = (seq: number, from: Sender = 'agent', id = `message-${seq}`): Message => ({
  seq,
  id,
  from,
  at: seq * 1000,
  text: `text ${seq}`,
})
const seqs = (thread: Thread) => thread.messages.map(({ seq }) => seq)
const citizen = emptyThread('citizen')
const refusal = { type: 'about:blank', status: 403, code: 'NO', title: 'No' } as const

test('messages stand in order of their numbers, each once, however they come (R5)', () => {
  let thread = receiveMessages(citizen, [message(2), message(1)])
  thread = receiveMessages(thread, [message(3), message(2)])
  thread = receiveMessages(thread, [message(1)])
  assert.deepEqual(seqs(thread), [1, 2, 3])
  assert.equal(thread.known, 3)
  assert.equal(hasHole(thread), false)
})

test('a hole is seen, and closed by what comes', () => {
  let thread = receiveMessages(citizen, [message(1), message(4)])
  assert.equal(thread.known, 1)
  assert.equal(hasHole(thread), true)
  thread = receiveMessages(thread, [message(3)])
  assert.equal(hasHole(thread), true)
  thread = receiveMessages(thread, [message(2)])
  assert.equal(thread.known, 4)
  assert.equal(hasHole(thread), false)
})

test('a number that the answer to a question after a hole lacks is not asked for again', () => {
  let thread = receiveMessages(citizen, [message(1), message(4), message(6)])
  thread = fillHole(thread, 1, [message(3), message(4)])
  assert.deepEqual(seqs(thread), [1, 3, 4, 6])
  assert.equal(thread.known, 4)
  assert.equal(hasHole(thread), true)
  thread = fillHole(thread, 4, [message(6)])
  assert.equal(hasHole(thread), false)
})

test('an answer about later numbers says nothing about an earlier hole', () => {
  const thread = fillHole(receiveMessages(citizen, [message(1), message(4)]), 4, [message(5)])
  assert.equal(thread.known, 1)
})

test('an acknowledged message moves from the outbox to its place', () => {
  let thread = receiveMessages(citizen, [message(1)])
  thread = addOutgoing(thread, { id: 'mine-0001', text: 'hello', at: 5 })
  thread = markStored(thread, 'mine-0001', { seq: 2, at: 2000 })
  assert.deepEqual(thread.outbox, [])
  assert.deepEqual(thread.messages[1], { seq: 2, id: 'mine-0001', from: 'citizen', at: 2000, text: 'hello' })
  assert.equal(markStored(thread, 'mine-0001', { seq: 2, at: 2000 }), thread)
})

test('a lost acknowledgement is made good by the message itself (R5)', () => {
  let thread = addOutgoing(citizen, { id: 'mine-0001', text: 'hello', at: 5 })
  thread = receiveMessages(thread, [message(1, 'citizen', 'mine-0001')])
  assert.deepEqual(thread.outbox, [])
  assert.equal(thread.messages.length, 1)
})

test('the same id from the other side crosses nothing off', () => {
  const thread = receiveMessages(addOutgoing(citizen, { id: 'mine-0001', text: 'hello', at: 5 }), [
    message(1, 'agent', 'mine-0001'),
  ])
  assert.equal(thread.outbox.length, 1)
})

test('the outbox goes in order; a refused message steps aside until it is retried with the same id', () => {
  let thread = addOutgoing(citizen, { id: 'mine-0001', text: 'one', at: 1 })
  thread = addOutgoing(thread, { id: 'mine-0002', text: 'two', at: 2 })
  assert.equal(nextOutgoing(thread)?.id, 'mine-0001')
  thread = markRefused(thread, 'mine-0001', refusal)
  assert.equal(nextOutgoing(thread)?.id, 'mine-0002')
  thread = retryOutgoing(thread, 'mine-0001')
  assert.deepEqual(nextOutgoing(thread), { id: 'mine-0001', text: 'one', at: 1 })
  thread = dropOutgoing(thread, 'mine-0001')
  assert.equal(nextOutgoing(thread)?.id, 'mine-0002')
})

test('receipts of the other side tell how far a message has come, and never go back', () => {
  let thread = receiveMessages(citizen, [message(1, 'citizen'), message(2, 'citizen'), message(3, 'citizen')])
  thread = receiveReceipts(thread, { citizen: { delivered: 9, read: 9 }, agent: { delivered: 2, read: 1 } })
  thread = receiveReceipts(thread, { citizen: { delivered: 0, read: 0 }, agent: { delivered: 1, read: 0 } })
  assert.deepEqual(
    [1, 2, 3].map((seq) => statusOf(thread, seq)),
    ['read', 'delivered', 'sent'],
  )
})

test('on the desk the citizen is the other side', () => {
  const thread = receiveReceipts(receiveMessages(emptyThread('agent'), [message(1)]), {
    citizen: { delivered: 1, read: 1 },
    agent: { delivered: 0, read: 0 },
  })
  assert.equal(statusOf(thread, 1), 'read')
})

test('unread is what the other side wrote after what was read here or elsewhere', () => {
  let thread = receiveMessages(citizen, [message(1), message(2, 'citizen'), message(3), message(4)])
  assert.equal(unreadCount(thread, 0), 3)
  assert.equal(unreadCount(thread, 3), 1)
  thread = receiveReceipts(thread, { citizen: { delivered: 4, read: 4 }, agent: { delivered: 0, read: 0 } })
  assert.equal(unreadCount(thread, 0), 0)
})
