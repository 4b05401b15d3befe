import assert from 'node:assert/strict'
import { test } from 'node:test'
import { handleOf } from './handle.ts'

test('the handle is the last part of the path, wherever Balie is mounted', () => {
  assert.equal(handleOf('/chat/s/abc-123'), 'abc-123')
  assert.equal(handleOf('/balie/chat/s/abc-123/'), 'abc-123')
})

test('a path that is not well-formed is taken as it is', () => {
  assert.equal(handleOf('/chat/s/%E0%A4%A'), '%E0%A4%A')
  assert.equal(handleOf('/'), '')
})
