import assert from 'node:assert/strict'
import { test } from 'node:test'
import { citizenNl } from '../words/nl.ts'
import { contactFailure } from './contact-failure.ts'

const failure = (given: 'address' | 'code', status: number) =>
  contactFailure(given, { type: 'about:blank', status, code: 'X', title: 'x' })

test('an address that is refused, too many of them, and mail that is down are told apart', () => {
  assert.deepEqual(
    [400, 422, 429, 503, 409, 500].map((status) => failure('address', status)),
    ['address.refused', 'address.refused', 'address.too_often', 'address.mail_down', 'trouble', 'trouble'],
  )
})

test('a code that is wrong, too old, or tried too often are told apart', () => {
  assert.deepEqual(
    [400, 403, 422, 409, 410, 429, 500].map((status) => failure('code', status)),
    ['code.wrong', 'code.wrong', 'code.wrong', 'code.expired', 'code.expired', 'code.too_often', 'trouble'],
  )
  assert.equal(contactFailure('code', 'unreachable'), 'unreachable')
})

test('each has its words', () => {
  for (const given of ['address', 'code'] as const)
    for (const status of [400, 409, 429, 500, 503])
      assert.ok(`contact.${failure(given, status)}` in citizenNl, `${given} ${status}`)
})
