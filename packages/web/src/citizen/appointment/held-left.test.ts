import assert from 'node:assert/strict'
import { test } from 'node:test'
import { heldLeft } from './held-left.ts'

const until = 10 * 60_000

test('the last two minutes of a held time are told', () => {
  assert.deepEqual(heldLeft(until, until - 9 * 60_000), { minutes: 9, isSoon: false })
  assert.deepEqual(heldLeft(until, until - 120_001), { minutes: 3, isSoon: false })
  assert.deepEqual(heldLeft(until, until - 120_000), { minutes: 2, isSoon: true })
  assert.deepEqual(heldLeft(until, until + 1000), { minutes: 1, isSoon: true })
})
