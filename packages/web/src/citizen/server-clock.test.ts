import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { handClock } from '../ui/testing/hand-clock.ts'
import { createServerClock } from './server-clock.ts'

function server() {
  const clock = handClock()
  const at = { asked: 0, ahead: 3600_000 as number | undefined }
  const made = createServerClock(clock, async () => {
    at.asked += 1
    return at.ahead === undefined ? undefined : clock.now() + at.ahead
  })
  return { clock, at, made }
}

test('it is asked once, and again only when the page slept', async () => {
  const { at, made } = server()
  made.wake()
  assert.equal(at.asked, 0)
  made.learn()
  made.learn()
  await setImmediate()
  made.learn()
  assert.equal(at.asked, 1)
  made.wake()
  assert.equal(at.asked, 2)
})

test('without an answer the page’s clock is believed, and it is asked again', async () => {
  const { clock, at, made } = server()
  at.ahead = undefined
  made.learn()
  await setImmediate()
  assert.equal(made.now(), clock.now())
  at.ahead = 3600_000
  made.learn()
  await setImmediate()
  assert.equal(made.now(), clock.now() + 3600_000 + 500)
})
