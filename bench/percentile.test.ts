import assert from 'node:assert/strict'
import { test } from 'node:test'
import { percentile } from './percentile.ts'

const oneToHundred = Array.from({ length: 100 }, (_, index) => 100 - index)

test('a percentile is the value at its rank', () => {
  assert.equal(percentile(oneToHundred, 50), 50)
  assert.equal(percentile(oneToHundred, 99), 99)
  assert.equal(percentile(oneToHundred, 99.5), 100)
  assert.equal(percentile(oneToHundred, 100), 100)
  assert.equal(percentile(oneToHundred, 0.001), 1)
})

test('every whole percentage of a hundred values is its own rank', () => {
  for (let percent = 1; percent <= 100; percent += 1) assert.equal(percentile(oneToHundred, percent), percent)
})

test('p99 of few values is the greatest', () => {
  assert.equal(percentile([3, 1, 2], 99), 3)
  assert.equal(percentile([7], 1), 7)
})

test('values are ordered as numbers, and left as they were', () => {
  const values = [10, 9, 100]
  assert.equal(percentile(values, 67), 100)
  assert.deepEqual(values, [10, 9, 100])
})

test('what cannot be answered is refused', () => {
  assert.throws(() => percentile([], 50), RangeError)
  assert.throws(() => percentile([1], 0), RangeError)
  assert.throws(() => percentile([1], 101), RangeError)
})
