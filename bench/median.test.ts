import assert from 'node:assert/strict'
import { test } from 'node:test'
import { median } from './median.ts'

test('the median of an odd number of values is the one in the middle', () => {
  assert.equal(median([30, 1, 2]), 2)
  assert.equal(median([5]), 5)
})

test('the median of an even number of values lies between the two in the middle', () => {
  assert.equal(median([4, 1, 100, 3]), 3.5)
})

test('values are ordered as numbers, and left as they were', () => {
  const values = [10, 9, 100]
  assert.equal(median(values), 10)
  assert.deepEqual(values, [10, 9, 100])
})

test('there is no median of nothing', () => {
  assert.throws(() => median([]), RangeError)
})
