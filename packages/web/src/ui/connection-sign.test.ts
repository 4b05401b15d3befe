import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createConnectionSign } from './connection-sign.ts'
import { handClock } from './testing/hand-clock.ts'

test('a break of less than a second is not mentioned', () => {
  const clock = handClock()
  const sign = createConnectionSign(clock)
  sign.down()
  clock.advance(900)
  sign.up()
  clock.advance(5000)
  assert.equal(sign.state.get(), 'fine')
})

test('a longer one is, however often the socket tries, and so is its end', () => {
  const clock = handClock()
  const sign = createConnectionSign(clock)
  sign.down()
  clock.advance(600)
  sign.down()
  clock.advance(400)
  assert.equal(sign.state.get(), 'lost')
  sign.up()
  assert.equal(sign.state.get(), 'restored')
  clock.advance(4000)
  assert.equal(sign.state.get(), 'fine')
})

test('lost again while the good news is told', () => {
  const clock = handClock()
  const sign = createConnectionSign(clock)
  sign.down()
  clock.advance(1000)
  sign.up()
  sign.down()
  clock.advance(1000)
  assert.equal(sign.state.get(), 'lost')
  clock.advance(9000)
  assert.equal(sign.state.get(), 'lost')
})

test('no connection is no news where none is wanted', () => {
  const clock = handClock()
  const sign = createConnectionSign(clock)
  sign.down()
  sign.off()
  clock.advance(5000)
  assert.equal(sign.state.get(), 'fine')
})
