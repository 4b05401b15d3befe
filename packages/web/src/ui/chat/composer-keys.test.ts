import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sendsMessage } from './composer-keys.ts'

const enter = {
  key: 'Enter',
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  isComposing: false,
}

test('Enter sends; Shift and Enter starts a new line', () => {
  assert.equal(sendsMessage(enter, false), true)
  assert.equal(sendsMessage({ ...enter, shiftKey: true }, false), false)
  assert.equal(sendsMessage({ ...enter, key: 'a' }, false), false)
})

test('on a touch screen Enter starts a new line', () => {
  assert.equal(sendsMessage(enter, true), false)
  assert.equal(sendsMessage({ ...enter, ctrlKey: true }, true), true)
})

test('Enter that ends putting a character together does not send', () => {
  assert.equal(sendsMessage({ ...enter, isComposing: true }, false), false)
})
