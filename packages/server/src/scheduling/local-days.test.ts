import assert from 'node:assert/strict'
import { it } from 'node:test'
import { createWallClock } from '../testing/wall-clock.ts'
import { addDays, localDate, rangeOfDays, startOfDay } from './local-days.ts'

const HOUR = 3_600_000

it('tells the date of a zone', () => {
  assert.equal(localDate(Date.parse('2026-12-31T22:59:59.999Z'), 'Europe/Amsterdam'), '2026-12-31')
  assert.equal(localDate(Date.parse('2026-12-31T23:00Z'), 'Europe/Amsterdam'), '2027-01-01')
  assert.equal(localDate(Date.parse('2026-12-31T18:30Z'), 'Asia/Kolkata'), '2027-01-01')
})

it('counts days by the calendar', () => {
  assert.equal(addDays('2026-10-24', 2), '2026-10-26')
  assert.equal(addDays('2027-01-01', -1), '2026-12-31')
  assert.equal(addDays('2028-02-28', 1), '2028-02-29')
})

it('knows how long days are', () => {
  const length = (date: string) => {
    const { from, until } = rangeOfDays(date, 1, 'Europe/Amsterdam')
    return (until - from) / HOUR
  }
  assert.equal(length('2026-10-24'), 24)
  assert.equal(length('2026-10-25'), 25)
  assert.equal(length('2027-03-28'), 23)
  assert.deepEqual(rangeOfDays('2026-10-25', 7, 'Europe/Amsterdam'), {
    from: Date.parse('2026-10-24T22:00Z'),
    until: Date.parse('2026-10-31T23:00Z'),
  })
})

it('begins a day at the first instant that has its date, or a later one', () => {
  for (const [zone, date] of [
    ['Europe/Amsterdam', '2026-10-25'],
    // There is no 00:00.
    ['America/Santiago', '2026-09-06'],
    // 23:00 comes again before this day.
    ['America/Santiago', '2026-04-05'],
    ['Australia/Lord_Howe', '2027-04-04'],
    // At 00:01 it is the day before again.
    ['America/St_Johns', '2010-11-07'],
    // The date never was.
    ['Pacific/Apia', '2011-12-30'],
  ] as const) {
    const wall = createWallClock(zone)
    let first = Date.parse(date) - 48 * HOUR
    while (wall(first).date < date) first += 60_000
    assert.equal(startOfDay(date, zone), first, zone)
  }
})

it('throws for what is no date and no zone', () => {
  assert.throws(() => startOfDay('2026-02-30', 'Europe/Amsterdam'), RangeError)
  assert.throws(() => addDays('soon', 1), RangeError)
  assert.throws(() => localDate(0, 'Europe/Rotterdam'), RangeError)
})
