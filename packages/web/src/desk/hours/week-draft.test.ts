import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  draftOf,
  hoursOf,
  likeMonday,
  MOST_PERIODS,
  sameWeek,
  withDay,
  withoutPeriod,
  withPeriod,
  withTime,
} from './week-draft.ts'

const nine = { starts: '09:00', ends: '12:00' }
const one = { starts: '13:00', ends: '17:00' }
const week = [[nine, one], [], [], [], [], [], []]

test('midnight is 24:00 on the wire and 00:00 in a field, there and back', () => {
  const hours = [{ starts: '18:00', ends: '24:00' }]
  assert.deepEqual(draftOf(hours), [{ starts: '18:00', ends: '00:00' }])
  assert.deepEqual(hoursOf(draftOf(hours)), hours)
})

test('hours are sent in the order of time', () => {
  assert.deepEqual(hoursOf([one, nine]), [nine, one])
})

test('an empty day gets a working day, another one an empty period; never more than there may be', () => {
  assert.deepEqual(withPeriod([]), [{ starts: '09:00', ends: '17:00' }])
  assert.deepEqual(withPeriod([nine]), [nine, { starts: '', ends: '' }])
  const full = Array.from({ length: MOST_PERIODS }, () => nine)
  assert.equal(withPeriod(full).length, MOST_PERIODS)
})

test('one changes, the others stay', () => {
  assert.deepEqual(withTime([nine, one], 1, { ends: '16:30' }), [nine, { starts: '13:00', ends: '16:30' }])
  assert.deepEqual(withoutPeriod([nine, one], 0), [one])
  assert.deepEqual(withDay(week, 1, [one])[1], [one])
  assert.deepEqual(withDay(week, 1, [one])[0], week[0])
})

test('Monday goes to the other working days, not to the weekend', () => {
  const copied = likeMonday(week)
  assert.deepEqual(
    copied.map(({ length }) => length),
    [2, 2, 2, 2, 2, 0, 0],
  )
})

test('two weeks are the same when they say the same, in whatever order', () => {
  assert.ok(sameWeek(week, [[one, nine], [], [], [], [], [], []]))
  assert.ok(!sameWeek(week, likeMonday(week)))
})
