import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { handClock } from '../ui/testing/hand-clock.ts'
import { createServerClock } from './server-clock.ts'
import { createShownTime } from './shown-time.ts'

const minute = 60_000

function shown(ahead = 0) {
  const clock = handClock()
  let due = 0
  const server = createServerClock(clock, async () => Math.floor((clock.now() + ahead) / 1000) * 1000)
  const time = createShownTime({
    clock,
    server,
    due: () => {
      due += 1
    },
  })
  return { clock, server, time, due: () => due }
}

test('the time that is shown goes on while a moment is expected, and that moment is told once', () => {
  const { clock, time, due } = shown()
  const start = clock.now()
  time.expect([start + 2 * minute])
  clock.advance(minute)
  assert.equal(time.now.get(), start + minute)
  clock.advance(minute)
  assert.equal(time.now.get(), start + 2 * minute, 'at the moment itself')
  assert.equal(due(), 0)
  clock.advance(1000)
  assert.equal(due(), 1)
  clock.advance(10 * minute)
  assert.equal(due(), 1)
})

test('a moment that had passed when the page heard of it is nobody’s news', () => {
  const { clock, time, due } = shown()
  time.expect([clock.now() - minute, clock.now() + minute])
  clock.advance(3 * minute)
  assert.equal(due(), 1)
})

test('a moment that was told of again at the very end is still told', () => {
  const { clock, time, due } = shown()
  const moment = clock.now() + minute
  time.expect([moment])
  clock.advance(minute + 500)
  time.expect([moment])
  clock.advance(500)
  assert.equal(due(), 1)
})

test('what is no longer expected is not told', () => {
  const { clock, time, due } = shown()
  time.expect([clock.now() + minute])
  time.expect([])
  clock.advance(5 * minute)
  assert.equal(due(), 0)
})

test('it goes by the server’s clock, not the phone’s', async () => {
  const hour = 60 * minute
  const { clock, time, due } = shown(hour)
  time.expect([clock.now() + hour + 5 * minute])
  await setImmediate()
  assert.ok(Math.abs(time.now.get() - clock.now() - hour) <= 500)
  clock.advance(4 * minute)
  assert.equal(due(), 0)
  clock.advance(minute + 2000)
  assert.equal(due(), 1)
})

test('a phone that slept past the moment hears of it when it wakes', () => {
  let now = 1_000_000
  const asleep = { now: () => now, later: () => () => {} }
  let due = 0
  const server = createServerClock(asleep, async () => undefined)
  const time = createShownTime({
    clock: asleep,
    server,
    due: () => {
      due += 1
    },
  })
  time.expect([now + minute])
  now += 5 * minute
  time.wake()
  assert.deepEqual([due, time.now.get()], [1, now])
})

test('a moment that has passed by a wrong clock of the phone lies ahead by the server’s', async () => {
  const clock = handClock(1_000_000)
  // The phone is an hour ahead.
  const server = createServerClock(clock, async () => clock.now() - 3600_000)
  let due = 0
  const time = createShownTime({ clock, server, due: () => (due += 1) })
  const opens = clock.now() - 1800_000
  time.expect([opens])
  await setImmediate()
  assert.ok(time.now.get() < opens)
  clock.advance(1800_000 + 2000)
  assert.equal(due, 1)
})
