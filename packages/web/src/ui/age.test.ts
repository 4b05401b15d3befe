import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ageOf } from './age.ts'

const minute = 60_000

test('an age is told in the largest whole unit', () => {
  assert.deepEqual(ageOf(0, 59_999), { unit: 'now', count: 0 })
  assert.deepEqual(ageOf(0, minute), { unit: 'minutes', count: 1 })
  assert.deepEqual(ageOf(0, 59.9 * minute), { unit: 'minutes', count: 59 })
  assert.deepEqual(ageOf(0, 60 * minute), { unit: 'hours', count: 1 })
  assert.deepEqual(ageOf(0, 24 * 60 * minute), { unit: 'days', count: 1 })
})

test('a moment in the future is now', () => {
  assert.deepEqual(ageOf(5 * minute, 0), { unit: 'now', count: 0 })
})
