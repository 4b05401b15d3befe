import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AppointmentOutcome, CitizenView } from '@balie/desk-api/client'
import { createWords } from '../ui/words/words.ts'
import { endedText } from './ended-text.ts'
import type { CitizenKey } from './words/citizen-key.ts'
import { citizenEn } from './words/en.ts'
import { citizenNl } from './words/nl.ts'

type Ended = Extract<CitizenView, { state: 'ended' }>

const words = createWords<CitizenKey>({ nl: citizenNl, en: citizenEn })
const nobody = { delivered: 0, read: 0 }
const ended: Ended = {
  state: 'ended',
  organisation: 'Gemeente Voorbeeld',
  purpose: { nl: 'Verhuizing', en: 'Moving house' },
  identity: { state: 'released', shared: [], unauthenticatedAllowed: false },
  authentication: { possible: false, state: 'none' },
  logout: false,
  ...{ receipts: { citizen: nobody, agent: nobody }, after: 0, since: 0 },
  endedAt: new Date(2026, 9, 27, 11, 2).getTime(),
  by: 'agent',
}
const starts = Date.parse('2026-10-27T09:30:00Z')
const said = (outcome: AppointmentOutcome, by: Ended['by'] = 'agent') =>
  endedText(
    { ...ended, by, appointment: { starts, ends: starts, zone: 'Europe/Amsterdam', outcome } },
    'appointment',
    words,
  )

test('an appointment that took place ends as a conversation does', () => {
  assert.deepEqual(said('held'), endedText(ended, 'chat', words))
  assert.equal(said('held').title, 'Het gesprek is afgelopen')
})

test('an appointment that did not take place says why, which one it was, and how to make another', () => {
  assert.deepEqual(said('cancelled', 'agent'), {
    title: 'De afspraak is afgezegd',
    what: 'Onze medewerker heeft de afspraak van dinsdag 27 oktober om 10.30 uur afgezegd. Onze excuses.',
    again: 'Wilt u een nieuwe afspraak? Maak die via de website van Gemeente Voorbeeld.',
  })
  assert.match(said('cancelled', 'citizen').what, /^U heeft de afspraak van dinsdag 27 oktober om 10\.30 uur/)
  assert.equal(said('citizen_absent').title, 'U bent er niet bij geweest')
  assert.equal(said('agent_absent').title, 'Wij waren er niet. Onze excuses')
  for (const outcome of ['citizen_absent', 'agent_absent'] as const) {
    assert.match(said(outcome).what, /dinsdag 27 oktober om 10\.30 uur/)
    assert.match(said(outcome).again, /nieuwe afspraak/)
  }
})

test('who stopped before there was an appointment reads that there is none', () => {
  for (const by of ['time', 'citizen', 'logout', 'agent'] as const) {
    const text = endedText({ ...ended, by }, 'appointment', words)
    assert.equal(text.title, 'Er is geen afspraak gemaakt')
    assert.doesNotMatch(text.what, /appointment\./)
  }
})
