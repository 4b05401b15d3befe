import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, dateIn, datesOf, rangeOf, timeIn, weekdayOf, weekNumberOf } from './calendar-date.ts'

const zone = 'Europe/Amsterdam'

test('a week is from Monday to Sunday, also across New Year and a leap day', () => {
  assert.deepEqual(rangeOf('week', '2027-01-02'), { from: '2026-12-28', days: 7 })
  assert.deepEqual(datesOf(rangeOf('week', '2027-01-02')).slice(3, 5), ['2026-12-31', '2027-01-01'])
  assert.deepEqual(rangeOf('week', '2026-11-30'), { from: '2026-11-30', days: 7 })
  assert.deepEqual(rangeOf('week', '2026-12-06'), { from: '2026-11-30', days: 7 })
  assert.equal(addDays('2028-02-28', 1), '2028-02-29')
})

test('a week of a clock change has seven days, each once', () => {
  for (const sunday of ['2026-03-29', '2026-10-25']) {
    const dates = datesOf(rangeOf('week', sunday))
    assert.equal(new Set(dates).size, 7)
    assert.equal(dates.at(-1), sunday)
    assert.equal(addDays(sunday, 1), datesOf(rangeOf('week', addDays(sunday, 1)))[0])
  }
})

test('a day of the week, also before 1970', () => {
  assert.equal(weekdayOf('2026-11-28'), 5)
  assert.equal(weekdayOf('1969-12-28'), 6)
})

test('the number of the week counts from the first Thursday', () => {
  assert.equal(weekNumberOf('2026-12-31'), 53)
  assert.equal(weekNumberOf('2027-01-03'), 53)
  assert.equal(weekNumberOf('2027-01-04'), 1)
  assert.equal(weekNumberOf('2024-12-30'), 1)
})

test('the date and the time of a moment are those of the organisation’s zone', () => {
  const beforeMidnight = Date.parse('2026-11-30T22:59:00Z')
  assert.equal(dateIn(zone, beforeMidnight), '2026-11-30')
  assert.equal(timeIn(zone, beforeMidnight), '23:59')
  assert.equal(dateIn(zone, beforeMidnight + 60_000), '2026-12-01')
  assert.equal(timeIn(zone, beforeMidnight + 60_000), '00:00')
  assert.equal(dateIn('America/New_York', beforeMidnight + 60_000), '2026-11-30')
})

test('times on both sides of a clock change are what the clock on the wall says', () => {
  assert.equal(timeIn(zone, Date.parse('2026-10-25T00:30:00Z')), '02:30')
  assert.equal(timeIn(zone, Date.parse('2026-10-25T01:30:00Z')), '02:30')
  assert.equal(timeIn(zone, Date.parse('2026-10-25T08:00:00Z')), '09:00')
  assert.equal(timeIn(zone, Date.parse('2026-10-24T07:00:00Z')), '09:00')
})
