import assert from 'node:assert/strict'
import { test } from 'node:test'
import { OptionsInvalid } from './options-invalid.ts'
import { wholeNumber } from './whole-number.ts'

test('a whole number within the bounds is taken, and nothing else', () => {
  assert.deepEqual([wholeNumber('--n', '1', 1, 9), wholeNumber('--n', '9', 1, 9)], [1, 9])
  for (const text of ['', '0', '10', '-1', '1.5', '1e0', ' 1', 'x'])
    assert.throws(
      () => wholeNumber('--n', text, 1, 9),
      (error) =>
        error instanceof OptionsInvalid && error.message.includes('--n takes a whole number from 1 to 9'),
    )
})
