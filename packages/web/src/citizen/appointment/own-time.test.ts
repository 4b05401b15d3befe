import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createWords } from '../../ui/words/words.ts'
import type { CitizenKey } from '../words/citizen-key.ts'
import { citizenEn } from '../words/en.ts'
import { citizenNl } from '../words/nl.ts'
import { createOwnTime } from './own-time.ts'

const amsterdam = 'Europe/Amsterdam'
const newYork = 'America/New_York'
const words = createWords<CitizenKey>({ nl: citizenNl, en: citizenEn })
const at = (text: string) => Date.parse(text)
const own = (zone: string | undefined) => createOwnTime(words, amsterdam, zone)

test('where the clocks show the same nothing is said, whatever the zones are called', () => {
  const moment = at('2026-10-27T09:30:00Z')
  for (const zone of [undefined, amsterdam, 'Europe/Berlin', 'Europe/Brussels']) {
    assert.equal(own(zone).text(moment), undefined)
    assert.equal(own(zone).short(moment), undefined)
  }
})

test('around the clock changes the difference is that of the moment', () => {
  // Clocks go back a week later in New York: it is five hours in between, instead of six.
  const said = own(newYork)
  assert.equal(said.text(at('2026-10-24T08:30:00Z')), '4.30 uur')
  assert.equal(said.text(at('2026-10-26T09:30:00Z')), '5.30 uur')
  assert.equal(said.text(at('2026-11-02T09:30:00Z')), '4.30 uur')
  // Lagos has the time of Amsterdam in winter only.
  const lagos = own('Africa/Lagos')
  assert.equal(lagos.short(at('2026-10-24T08:30:00Z')), '9.30')
  assert.equal(lagos.short(at('2026-10-26T09:30:00Z')), undefined)
})

test('another day is named', () => {
  const moment = at('2026-10-27T08:00:00Z')
  assert.equal(own('America/Los_Angeles').text(moment), '1.00 uur')
  assert.equal(own('Pacific/Honolulu').text(moment), 'maandag 26 oktober om 22.00 uur')
  assert.match(own('Pacific/Honolulu').short(moment) ?? '', /^ma 26 okt\.? 22\.00$/)
})
