import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseOptions } from './options.ts'

test('without options every row is measured', () => {
  assert.deepEqual(parseOptions([]), {
    help: false,
    rows: [1, 2, 3, 4, 5, 6, 7, 8],
    rounds: 5,
    seconds: 5,
    sessions: 1_000_000,
  })
})

test('rows can be chosen, in any order and twice', () => {
  assert.deepEqual(parseOptions(['--row', '3', '--row=1', '--row', '3']).rows, [1, 3])
})

test('numbers out of bounds are refused with a sentence', () => {
  assert.throws(() => parseOptions(['--row', '9']), /--row takes a whole number from 1 to 8, not "9"/)
  assert.throws(() => parseOptions(['--rounds', '0']), /from 1 to 25/)
  assert.throws(() => parseOptions(['--seconds', '1e1']), /from 1 to 60/)
  assert.throws(() => parseOptions(['--seconds', '']), /from 1 to 60/)
  assert.throws(() => parseOptions(['--sessions', '999']), /from 1000 to 10000000/)
  assert.throws(() => parseOptions(['--fast']), /--fast/)
})
