import assert from 'node:assert/strict'
import { test } from 'node:test'
import { channelOf } from './channel-of.ts'

test('the path says what one comes for, wherever the pages are', () => {
  assert.equal(channelOf('/appointment/s/abc'), 'appointment')
  assert.equal(channelOf('/balie/appointment/s/abc/'), 'appointment')
  assert.equal(channelOf('/chat/s/abc'), 'chat')
  assert.equal(channelOf('/chat/s/appointment'), 'chat')
  assert.equal(channelOf('/appointment/chat/s/abc'), 'chat')
  assert.equal(channelOf('/'), 'chat')
})
