import assert from 'node:assert/strict'
import { test } from 'node:test'
import { meetingLeft } from './meeting-left.ts'

const meeting = { starts: 600_000, ends: 1_200_000 }

test('whole minutes are left, and never none before the end', () => {
  assert.deepEqual(meetingLeft(meeting, 600_000), { kind: 'left', minutes: 10 })
  assert.deepEqual(meetingLeft(meeting, 660_001), { kind: 'left', minutes: 9 })
  assert.deepEqual(meetingLeft(meeting, 1_199_999), { kind: 'left', minutes: 1 })
})

test('nothing counts before it begins, nor as less than nothing after', () => {
  assert.equal(meetingLeft(meeting, 599_999).kind, 'planned')
  assert.deepEqual(meetingLeft(meeting, 1_200_000), { kind: 'over', minutes: 0 })
  assert.deepEqual(meetingLeft(meeting, 1_320_000), { kind: 'over', minutes: 2 })
})
