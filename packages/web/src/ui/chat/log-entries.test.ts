import assert from 'node:assert/strict'
import { test } from 'node:test'
import { logEntries } from './log-entries.ts'
import type { MessageRow } from './message-rows.ts'

const row = (key: string, at: number, newDay = false): MessageRow => ({
  key,
  at,
  newDay,
  own: false,
  text: key,
  name: undefined,
  opens: true,
  status: undefined,
  refused: undefined,
})
const keys = (rows: MessageRow[], marks: number[]) =>
  logEntries(
    rows,
    marks.map((at) => ({ at, text: 'x' })),
  ).map(({ key }) => key)

test('a mark stands between what was before it and what came after', () => {
  assert.deepEqual(keys([row('a', 1), row('b', 5)], [3]), ['a', 'mark-3', 'b'])
  assert.deepEqual(keys([row('a', 1), row('b', 5)], [9, 0]), ['mark-0', 'a', 'b', 'mark-9'])
  assert.deepEqual(keys([], [3]), ['mark-3'])
})

test('a day stands above its first message', () => {
  assert.deepEqual(keys([row('a', 1), row('b', 5, true)], []), ['a', 'day-b', 'b'])
})
