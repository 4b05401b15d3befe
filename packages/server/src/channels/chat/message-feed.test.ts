import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { Message } from '@balie/desk-api'
import { createMessageFeed } from './message-feed.ts'

const message = (seq: number): Message => ({ seq, id: `message-${seq}`, from: 'agent', at: seq, text: '' })

/** A conversation with so many messages, read three at a time. */
function feedOf(stored: () => number, after = 0) {
  const brought: number[] = []
  const reports: unknown[] = []
  const state = { isAway: false, reads: 0 }
  const feed = createMessageFeed({
    after,
    async read(from, upTo) {
      state.reads += 1
      if (state.isAway) throw new Error('away')
      const last = Math.min(from + 3, stored(), upTo ?? stored())
      return Array.from({ length: Math.max(0, last - from) }, (_, i) => message(from + 1 + i))
    },
    push: (messages) => brought.push(...messages.map(({ seq }) => seq)),
    report: (cause) => reports.push(cause),
  })
  return { feed, brought, reports, state }
}

it('R5: brings each message once and in order, whatever order announcements come in', async () => {
  const { feed, brought } = feedOf(() => 8)
  for (const seq of [2, 1, 5, 5, 3, 8, 4]) feed.advance(seq)
  await feed.idle()
  feed.advance(6)
  await feed.idle()
  assert.deepEqual(brought, [1, 2, 3, 4, 5, 6, 7, 8])
})

it('begins after what the page has, and brings all there is', async () => {
  const { feed, brought, state } = feedOf(() => 9, 4)
  feed.advance()
  await feed.idle()
  assert.deepEqual(brought, [5, 6, 7, 8, 9])
  const { reads } = state
  feed.advance(9)
  await feed.idle()
  assert.equal(state.reads, reads)
})

it('V1: brings later what could not be read', async () => {
  const { feed, brought, reports, state } = feedOf(() => 2)
  state.isAway = true
  feed.advance(2)
  await feed.idle()
  assert.deepEqual([brought, reports.length], [[], 1])
  state.isAway = false
  feed.retry()
  await feed.idle()
  assert.deepEqual(brought, [1, 2])
})

it('does not wait for a number that never comes', async () => {
  const { feed, brought } = feedOf(() => 1)
  feed.advance(5)
  await feed.idle()
  assert.deepEqual(brought, [1])
})

it('R5: brings what was announced while a look found nothing yet', async () => {
  const looked = Promise.withResolvers<Message[]>()
  const reads = [looked.promise, Promise.resolve([message(1)]), Promise.resolve([])]
  const brought: number[] = []
  const feed = createMessageFeed({
    after: 0,
    read: () => reads.shift() ?? Promise.resolve([]),
    push: (messages) => brought.push(...messages.map(({ seq }) => seq)),
    report: () => undefined,
  })
  feed.advance()
  feed.advance(1)
  looked.resolve([])
  await feed.idle()
  assert.deepEqual(brought, [1])
})
