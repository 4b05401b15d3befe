import assert from 'node:assert/strict'
import { test } from 'node:test'
import { weekdayName } from './weekday-name.ts'

test('the week begins on Monday and ends on Sunday', () => {
  assert.equal(weekdayName('nl', 0), 'maandag')
  assert.equal(weekdayName('nl', 6), 'zondag')
  assert.equal(weekdayName('en', 2), 'Wednesday')
})
