import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createWords, type Locale } from '../ui/words/words.ts'
import { createWhen } from './when.ts'
import type { CitizenKey } from './words/citizen-key.ts'
import { citizenEn } from './words/en.ts'
import { citizenNl } from './words/nl.ts'

const amsterdam = 'Europe/Amsterdam'
const newYork = 'America/New_York'
const at = (text: string) => Date.parse(text)

function when(zone: string, locale: Locale = 'nl') {
  const words = createWords<CitizenKey>({ nl: citizenNl, en: citizenEn })
  words.choose(locale)
  return createWhen(words, zone)
}

test('a moment is said as one says it, in both languages', () => {
  const moment = at('2026-10-27T09:30:00Z')
  assert.equal(when(amsterdam).moment(moment), 'dinsdag 27 oktober om 10.30 uur')
  assert.match(when(amsterdam, 'en').moment(moment), /^Tuesday,? 27 October at 10:30$/)
  assert.equal(when(amsterdam).time(at('2026-10-28T08:00:00Z')), '9.00 uur')
  assert.equal(when(amsterdam, 'en').time(at('2026-10-28T08:00:00Z')), '09:00')
  assert.equal(when(amsterdam).clock(at('2026-10-27T23:05:00Z')), '0.05')
  assert.equal(when(amsterdam).span(moment, moment + 30 * 60_000), '10.30 tot 11.00 uur')
  assert.equal(when(newYork).moment(moment), 'dinsdag 27 oktober om 5.30 uur')
})

test('the same clock time on either side of the clock change is an hour apart in the world', () => {
  const said = when(amsterdam)
  assert.equal(said.moment(at('2026-10-24T08:30:00Z')), 'zaterdag 24 oktober om 10.30 uur')
  assert.equal(said.moment(at('2026-10-25T09:30:00Z')), 'zondag 25 oktober om 10.30 uur')
  assert.equal(said.moment(at('2027-03-27T09:30:00Z')), 'zaterdag 27 maart om 10.30 uur')
  assert.equal(said.moment(at('2027-03-28T08:30:00Z')), 'zondag 28 maart om 10.30 uur')
})

test('a time that the clock shows twice says which of the two it is', () => {
  const said = when(amsterdam)
  assert.equal(said.time(at('2026-10-25T00:30:00Z')), '2.30 uur (zomertijd)')
  assert.equal(said.time(at('2026-10-25T01:30:00Z')), '2.30 uur (wintertijd)')
  assert.equal(said.time(at('2026-10-24T23:59:00Z')), '1.59 uur')
  assert.equal(said.time(at('2026-10-25T02:00:00Z')), '3.00 uur')
  const far = when('Australia/Lord_Howe', 'en')
  assert.equal(far.clock(at('2027-04-03T14:45:00Z')), '01:45 (summer time)')
  assert.equal(far.clock(at('2027-04-03T15:15:00Z')), '01:45 (winter time)')
})

test('a day of the calendar is that day in every zone', () => {
  for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', amsterdam])
    assert.equal(when(zone).date('2026-10-27'), 'dinsdag 27 oktober')
})
