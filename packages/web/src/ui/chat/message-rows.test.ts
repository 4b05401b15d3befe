import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Message } from '@balie/desk-api/client'
import { messageRows } from './message-rows.ts'
import { addOutgoing, emptyThread, markRefused, receiveMessages } from './thread.ts'

const noon = new Date(2026, 10, 23, 12).getTime()
const day = 24 * 3600_000
const online = { now: noon, connected: true, ended: false }
const from = (seq: number, writer: 'citizen' | string, at = noon): Message => ({
  seq,
  id: `message-${seq}`,
  from: writer === 'citizen' ? 'citizen' : 'agent',
  ...(writer !== 'citizen' && { name: writer }),
  at,
  text: `text ${seq}`,
})

test('a name stands above the first of a run of one writer', () => {
  const thread = receiveMessages(emptyThread('citizen'), [
    from(1, 'Sanne'),
    from(2, 'Sanne'),
    from(3, 'citizen'),
    from(4, 'Sanne'),
    from(5, 'Ali'),
  ])
  const rows = messageRows(thread, online)
  assert.deepEqual(
    rows.map(({ opens }) => opens),
    [true, false, true, true, true],
  )
  assert.deepEqual(
    rows.map(({ own }) => own),
    [false, false, true, false, false],
  )
})

test('a day is named where it is not today, and where it changes', () => {
  const thread = receiveMessages(emptyThread('citizen'), [
    from(1, 'Sanne', noon - day),
    from(2, 'Sanne', noon - day),
    from(3, 'Sanne', noon),
  ])
  assert.deepEqual(
    messageRows(thread, online).map(({ newDay }) => newDay),
    [true, false, true],
  )
  assert.equal(
    messageRows(receiveMessages(emptyThread('citizen'), [from(1, 'Sanne')]), online)[0]?.newDay,
    false,
  )
})

test('what is not stored stands last, with where it stands', () => {
  let thread = receiveMessages(emptyThread('citizen'), [from(1, 'Sanne')])
  thread = addOutgoing(thread, { id: 'mine-0001', text: 'a', at: noon })
  thread = addOutgoing(thread, { id: 'mine-0002', text: 'b', at: noon })
  thread = markRefused(thread, 'mine-0001', 'unreachable')
  const statuses = (moment: typeof online) => messageRows(thread, moment).map(({ status }) => status)
  assert.deepEqual(statuses(online), [undefined, 'failed', 'sending'])
  assert.deepEqual(statuses({ ...online, connected: false }), [undefined, 'failed', 'held'])
  assert.deepEqual(statuses({ ...online, ended: true }), [undefined, 'over', 'over'])
})

test('a row keeps its key when its message is stored', () => {
  const waiting = addOutgoing(emptyThread('citizen'), { id: 'message-1', text: 'text 1', at: noon })
  const stored = receiveMessages(waiting, [from(1, 'citizen')])
  assert.equal(messageRows(waiting, online)[0]?.key, messageRows(stored, online)[0]?.key)
})
