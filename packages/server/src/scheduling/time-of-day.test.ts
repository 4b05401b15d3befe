import assert from 'node:assert/strict'
import { it } from 'node:test'
import { readTimeOfDay, timeOfDayText } from './time-of-day.ts'

it('reads and writes times of the day', () => {
  assert.equal(readTimeOfDay('09:30'), 570)
  assert.equal(timeOfDayText(570), '09:30')
  assert.equal(timeOfDayText(0), '00:00')
  assert.equal(readTimeOfDay('24:00'), 1440)
  for (let minute = 0; minute <= 1440; minute += 1) {
    assert.equal(readTimeOfDay(timeOfDayText(minute)), minute)
  }
})

it('reads nothing else', () => {
  for (const text of [
    '',
    '9:30',
    '09:60',
    '24:01',
    '25:00',
    '09:30:00',
    '-1:30',
    ' 09:30',
    '09.30',
    '0930',
  ]) {
    assert.equal(readTimeOfDay(text), undefined, text)
  }
})
