import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Authentication } from '@balie/desk-api/client'
import { type CitizenIdentity, identityText, mayLogIn } from './identity-text.ts'

const nobody = { delivered: 0, read: 0 }
const label = { nl: 'Naam', en: 'Name' }

test('labels follow only when the identity is verified and something was shared', () => {
  const about = (state: 'verified' | 'withheld', shared: (typeof label)[]) =>
    identityText({ state, shared, unauthenticatedAllowed: false }, true)
  assert.equal(about('verified', [label]).labels, true)
  assert.equal(about('verified', []).labels, false)
  assert.equal(about('withheld', [label]).labels, false)
})

test('an identity that may be of somebody else is said plainly and at once (B1)', () => {
  const text = identityText({ state: 'withheld', shared: [], unauthenticatedAllowed: true }, false)
  assert.equal(text.urgent, true)
  assert.equal(text.title, 'identity.withheld')
})

test('who is not verified hears whether that matters, and what can be done (UN-4)', () => {
  for (const state of ['none', 'failed', 'withdrawn', 'released'] as const) {
    const lines = (unauthenticatedAllowed: boolean, possible: boolean) =>
      identityText({ state, shared: [], unauthenticatedAllowed }, possible).lines
    assert.ok(lines(true, false).includes('identity.allowed'))
    assert.ok(lines(true, true).includes('identity.logIn'))
    assert.ok(lines(false, false).includes('identity.needed'))
    assert.ok(lines(false, true).includes('identity.neededHere'))
  }
})

test('one can log in by oneself where it can be done and no identity is here', () => {
  const may = (
    state: CitizenIdentity['state'],
    possible = true,
    view: 'before' | 'waiting' = 'waiting',
    standing: Authentication['state'] = 'none',
  ) =>
    mayLogIn({
      organisation: 'Gemeente Voorbeeld',
      purpose: label,
      identity: { state, shared: [], unauthenticatedAllowed: true },
      authentication: { possible, state: standing },
      logout: false,
      ...(view === 'before'
        ? { state: view, schedules: false }
        : { state: view, place: 1, after: 0, since: 0, receipts: { citizen: nobody, agent: nobody } }),
    })
  assert.deepEqual(
    (['none', 'failed', 'withheld', 'withdrawn', 'awaiting', 'verified'] as const).map((state) => may(state)),
    [true, true, true, true, true, false],
  )
  assert.equal(may('none', false), false)
  assert.equal(may('awaiting', true, 'before'), false)
  assert.equal(may('none', true, 'before'), true)
  assert.equal(may('verified', true, 'waiting', 'asked'), true)
  assert.equal(may('verified', true, 'waiting', 'done'), false)
})
