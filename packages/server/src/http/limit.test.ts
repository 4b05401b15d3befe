import assert from 'node:assert/strict'
import { it } from 'node:test'
import { createTestClock } from '@balie/sdk/testing'
import { createLimit } from './limit.ts'

it('R4: lets so many through within a window, per key, and again after it', () => {
  const clock = createTestClock(0)
  const limit = createLimit(clock, 2, 1000)
  assert.deepEqual([limit.take('a'), limit.take('a'), limit.take('a')], [true, true, false])
  assert.equal(limit.take('b'), true)
  clock.advance(999)
  assert.equal(limit.take('a'), false)
  clock.advance(1)
  assert.equal(limit.take('a'), true)
})

it('gives back what turned out not to count', () => {
  const limit = createLimit(createTestClock(0), 1, 1000)
  assert.equal(limit.take('a'), true)
  limit.giveBack('a')
  limit.giveBack('nobody')
  assert.equal(limit.take('a'), true)
  assert.equal(limit.take('a'), false)
})

it('does not grow without end', () => {
  const limit = createLimit(createTestClock(0), 1, 1000)
  for (let i = 0; i < 10_001; i += 1) limit.take(String(i))
  // The oldest was forgotten, the newest was not.
  assert.equal(limit.take('10000'), false)
  assert.equal(limit.take('0'), true)
})
