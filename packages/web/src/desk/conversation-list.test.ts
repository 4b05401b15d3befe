import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConversationSummary } from '@balie/desk-api/client'
import { attention, listConversations, putSummary, whoseMeeting } from './conversation-list.ts'

const row = (id: string, part: Partial<ConversationSummary> = {}): ConversationSummary => ({
  id,
  channel: 'chat',
  purpose: { nl: 'Verhuizing', en: 'Moving house' },
  team: 'public-affairs',
  state: 'waiting',
  since: 0,
  identity: 'verified',
  citizenPresent: true,
  unread: 0,
  lastSeq: 0,
  ...part,
})
const me = { id: 'me', name: 'Sanne' }
const ids = (rows: readonly ConversationSummary[]) => rows.map(({ id }) => id)

test('who waits longest stands first', () => {
  const list = listConversations(
    [row('b', { since: 2 }), row('c', { since: 3 }), row('a', { since: 1 })],
    'me',
  )
  assert.deepEqual(ids(list.waiting), ['a', 'b', 'c'])
})

test('who comes for an appointment with me stands before all, the others by their wait', () => {
  const meeting = (agent: { id: string; name: string }) => ({ starts: 9, ends: 10, agent })
  const ali = { id: 'other', name: 'Ali' }
  const rows = [
    row('longest', { since: 1 }),
    row('theirs', { since: 2, channel: 'appointment', meeting: meeting(ali) }),
    row('my-second', { since: 5, channel: 'appointment', meeting: meeting(me) }),
    row('my-first', { since: 4, channel: 'appointment', meeting: meeting(me) }),
  ]
  assert.deepEqual(ids(listConversations(rows, 'me').waiting), ['my-first', 'my-second', 'longest', 'theirs'])
  assert.deepEqual(
    rows.map((row) => whoseMeeting(row, 'me')),
    [undefined, 'colleague', 'mine', 'mine'],
  )
})

test('mine, those of colleagues, and nothing that has ended', () => {
  const list = listConversations(
    [
      row('mine', { state: 'open', agent: me }),
      row('theirs', { state: 'open', agent: { id: 'other', name: 'Ali' } }),
      row('over', { state: 'ended', agent: me }),
    ],
    'me',
  )
  assert.deepEqual(ids(list.mine), ['mine'])
  assert.deepEqual(ids(list.colleagues), ['theirs'])
  assert.deepEqual(ids(list.waiting), [])
})

test('a changed row takes the place of the old one', () => {
  const list = putSummary([row('a'), row('b')], row('a', { state: 'open', agent: me }))
  assert.equal(list.length, 2)
  assert.deepEqual(ids(listConversations(list, 'me').mine), ['a'])
})

test('attention counts who waits and what is unread in my own conversations', () => {
  const list = listConversations(
    [
      row('a'),
      row('b', { unread: 4 }),
      row('mine', { state: 'open', agent: me, unread: 2 }),
      row('theirs', { state: 'open', agent: { id: 'other', name: 'Ali' }, unread: 9 }),
    ],
    'me',
  )
  assert.equal(attention(list), 4)
})
