import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deskNl } from '../words/nl.ts'
import { appointmentStanding } from './appointment-standing.ts'

test('every state, outcome and canceller has words of its own', () => {
  const all = [
    appointmentStanding({ state: 'scheduled' }),
    appointmentStanding({ state: 'waiting' }),
    appointmentStanding({ state: 'open' }),
    appointmentStanding({ state: 'ended' }),
    appointmentStanding({ state: 'ended', outcome: 'held' }),
    appointmentStanding({ state: 'ended', outcome: 'citizen_absent' }),
    appointmentStanding({ state: 'ended', outcome: 'agent_absent' }),
    appointmentStanding({ state: 'ended', outcome: 'cancelled' }),
    appointmentStanding({ state: 'ended', outcome: 'cancelled', cancelledBy: 'citizen' }),
    appointmentStanding({ state: 'ended', outcome: 'cancelled', cancelledBy: 'agent' }),
  ]
  assert.equal(new Set(all.map(({ text }) => deskNl[text as keyof typeof deskNl])).size, all.length)
  assert.deepEqual(
    all.map(({ over }) => over),
    [false, false, false, true, true, true, true, true, true, true],
  )
})
