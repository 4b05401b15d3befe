import assert from 'node:assert/strict'
import { test } from 'node:test'
import { momentText } from './moment-text.ts'

const zone = 'Europe/Amsterdam'
const nl = momentText('nl', zone)
const en = momentText('en', zone)

test('times are written as one writes them in the language', () => {
  const starts = Date.parse('2026-11-30T09:30:00Z')
  assert.equal(nl.time(starts), '10.30')
  assert.equal(en.time(starts), '10:30')
  assert.equal(nl.span(starts, starts + 30 * 60_000), '10.30 – 11.00')
  assert.equal(nl.clock('09:00'), '09.00')
})

test('a date is that day of the calendar, whatever the zone', () => {
  for (const text of [momentText('nl', 'Pacific/Auckland'), momentText('nl', 'America/Anchorage')])
    assert.equal(text.day('2026-11-30'), 'maandag 30 november')
  assert.equal(nl.fullDay('2027-01-01'), 'vrijdag 1 januari 2027')
  assert.equal(en.day('2026-11-30'), 'Monday 30 November')
})

test('the day of a moment is the day in the zone', () => {
  assert.equal(nl.dayOf(Date.parse('2026-11-29T23:30:00Z')), 'maandag 30 november')
})
