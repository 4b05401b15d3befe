import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readMember } from './read-member.ts'

test('dots lead inwards, numbers are places of a list', () => {
  const json = { days: [{ starts: [5, 6] }], none: null }
  assert.equal(readMember(json, 'days.0.starts.1'), 6)
  assert.equal(readMember(json, 'none'), null)
})

test('where there is nothing, it is undefined', () => {
  for (const path of ['days', 'days.0', 'none.more', 'toString', '']) {
    assert.equal(readMember({ none: null }, path), undefined, path)
  }
  assert.equal(readMember(undefined, 'days'), undefined)
})
