import assert from 'node:assert/strict'
import { test } from 'node:test'
import { identityText } from './identity-text.ts'

const label = { nl: 'Naam', en: 'Name' }

test('labels follow only when the identity is verified and something was shared', () => {
  const about = (state: 'verified' | 'withheld', shared: (typeof label)[]) =>
    identityText({ state, shared, unauthenticatedAllowed: false })
  assert.equal(about('verified', [label]).labels, true)
  assert.equal(about('verified', []).labels, false)
  assert.equal(about('withheld', [label]).labels, false)
})

test('an identity that may be of somebody else is said plainly and at once (B1)', () => {
  const text = identityText({ state: 'withheld', shared: [], unauthenticatedAllowed: true })
  assert.equal(text.urgent, true)
  assert.equal(text.title, 'identity.withheld')
})

test('who is not verified hears whether that matters (UN-4)', () => {
  for (const state of ['none', 'failed'] as const) {
    const lines = (unauthenticatedAllowed: boolean) =>
      identityText({ state, shared: [], unauthenticatedAllowed }).lines
    assert.ok(lines(true).includes('identity.allowed'))
    assert.ok(lines(false).includes('identity.needed'))
  }
})
