import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Secret } from '../../secret.ts'
import { createSessionUpdateUrl } from './create-session-update-url.ts'
import { parseSessionUpdate } from './parse-session-update.ts'

test('an update is added to the session URL, whatever query that has', () => {
  assert.equal(createSessionUpdateUrl('http://auth/update', 'logout'), 'http://auth/update?type=logout')
  const withQuery = new Secret('session URL', 'http://auth/update?id=5')
  assert.equal(createSessionUpdateUrl(withQuery, 'user_active'), 'http://auth/update?id=5&type=user_active')
})

test('a session URL that is no web address is not called', () => {
  for (const url of ['tel:112', 'file:///etc/passwd', '']) {
    assert.throws(() => createSessionUpdateUrl(url, 'logout'), { code: 'MESSAGE_INVALID' })
  }
})

test('the auth plugin reads what was sent', () => {
  for (const update of ['user_active', 'logout'] as const) {
    const query = new URL(createSessionUpdateUrl('http://auth/update?id=5', update)).searchParams
    assert.equal(parseSessionUpdate(query), update)
    assert.equal(parseSessionUpdate(Object.fromEntries(query)), update)
  }
})

test('any other update is refused', () => {
  const queries = [{}, { type: 'Logout' }, { type: ['logout', 'logout'] }, { type: '' }, null, 'logout']
  for (const query of [
    ...queries,
    new URLSearchParams('type=logout&type=user_active'),
    new URLSearchParams(),
  ]) {
    assert.throws(() => parseSessionUpdate(query), { code: 'BODY_INVALID', status: 400 })
  }
})
