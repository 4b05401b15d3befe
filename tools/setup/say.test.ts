import assert from 'node:assert/strict'
import { test } from 'node:test'
import { duration } from './say.mjs'

test('a duration is said as a person says it', () => {
  assert.equal(duration(420), '0.4 s')
  assert.equal(duration(12_300), '12 s')
  assert.equal(duration(125_000), '2 min 5 s')
  assert.equal(duration(119_700), '2 min 0 s')
})
