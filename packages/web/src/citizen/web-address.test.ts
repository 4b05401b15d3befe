import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isWebAddress } from './web-address.ts'

test('only a whole address of the web is gone to (B12)', () => {
  assert.ok(isWebAddress('https://login.example/start?session=1'))
  assert.ok(isWebAddress('http://localhost:8503/'))
  for (const text of ['javascript:alert(1)', 'data:text/html,x', '/chat', '//login.example', '', 'https:']) {
    assert.equal(isWebAddress(text), false, text)
  }
})
