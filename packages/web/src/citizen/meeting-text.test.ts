import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CitizenView } from '@balie/desk-api/client'
import { createWords } from '../ui/words/words.ts'
import { isLate, standingText, wayOut } from './meeting-text.ts'
import type { CitizenKey } from './words/citizen-key.ts'
import { citizenEn } from './words/en.ts'
import { citizenNl } from './words/nl.ts'

const words = createWords<CitizenKey>({ nl: citizenNl, en: citizenEn })
const starts = new Date(2026, 9, 27, 10, 30).getTime()
const meeting = { starts, ends: starts + 30 * 60_000 }
const nobody = { delivered: 0, read: 0 }
const about = {
  organisation: 'Gemeente Voorbeeld',
  purpose: { nl: 'Verhuizing', en: 'Moving house' },
  identity: { state: 'verified' as const, shared: [], unauthenticatedAllowed: false },
  authentication: { possible: true, state: 'none' as const },
  logout: true,
  ...{ receipts: { citizen: nobody, agent: nobody }, after: 0, since: 0 },
}
const waiting: CitizenView & { state: 'waiting' } = { state: 'waiting', ...about }
const open: CitizenView & { state: 'open' } = { state: 'open', ...about, agent: { name: 'Sanne' } }
const said = (view: Parameters<typeof standingText>[0], now = starts - 1) => standingText(view, now, words)

test('in the waiting room of an appointment there is no line, but a time', () => {
  assert.equal(said({ ...waiting, meeting }), 'U bent in de wachtruimte. De afspraak begint om 10.30 uur.')
  assert.equal(
    said({ ...waiting, meeting }, starts),
    'U bent in de wachtruimte. De afspraak zou om 10.30 uur beginnen.',
  )
})

test('who has nobody yet is told so a minute after the time', () => {
  assert.equal(isLate(meeting, starts), false)
  assert.equal(isLate(meeting, starts + 60_000), true)
})

test('leaving before the time is cancelling, after it ending, and with an employee there ending the conversation', () => {
  assert.equal(wayOut({ ...waiting, meeting }, starts - 1), 'meeting.cancel')
  assert.equal(wayOut({ ...waiting, meeting }, starts), 'meeting.end')
  assert.equal(wayOut({ ...open, meeting }, starts - 1), 'end')
  assert.equal(wayOut(waiting, starts - 1), 'end')
})

test('during the meeting it says with whom, and until when it is planned', () => {
  assert.equal(said({ ...open, meeting }), 'U chat met Sanne. De afspraak is gepland tot 11.00 uur.')
})

test('without an appointment it is as it was', () => {
  assert.equal(said({ ...waiting, place: 3 }), 'U bent nummer 3 in de rij')
  assert.equal(said({ ...waiting, place: 1 }), 'U bent als eerste aan de beurt')
  assert.equal(said(open), 'U chat met Sanne')
})
