import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { handClock } from '../ui/testing/hand-clock.ts'
import { createExpiry } from './expiry.ts'
import { createServerClock } from './server-clock.ts'

const minute = 60_000

function expiry(serverAhead: number | undefined = 0) {
  const clock = handClock()
  let due = 0
  // As a Date header: whole seconds.
  const server = createServerClock(clock, async () =>
    serverAhead === undefined ? undefined : Math.floor((clock.now() + serverAhead) / 1000) * 1000,
  )
  const made = createExpiry({
    clock,
    server,
    due: () => {
      due += 1
    },
  })
  return { clock, server, expiry: made, due: () => due, minutes: () => made.minutes.get() }
}

test('five minutes before the end it warns, and counts down by the minute', () => {
  const { clock, expiry: made, minutes } = expiry()
  made.expect(clock.now() + 20 * minute)
  clock.advance(14.9 * minute)
  assert.equal(minutes(), undefined)
  clock.advance(0.1 * minute)
  assert.equal(minutes(), 5)
  const counted = [1, 2, 3, 4].map(() => {
    clock.advance(minute)
    return minutes()
  })
  assert.deepEqual(counted, [4, 3, 2, 1])
})

test('a later moment takes the warning away, none too', () => {
  const { clock, expiry: made, minutes } = expiry()
  made.expect(clock.now() + 2 * minute)
  assert.equal(minutes(), 2)
  made.expect(clock.now() + 60 * minute)
  assert.equal(minutes(), undefined)
  made.expect(clock.now() + minute)
  made.expect(undefined)
  assert.equal(minutes(), undefined)
})

test('where a conversation ends soon after one does something, it warns at half of that time', () => {
  const { clock, expiry: made, minutes } = expiry()
  made.expect(undefined)
  made.expect(clock.now() + 4 * minute)
  assert.equal(minutes(), undefined)
  clock.advance(2 * minute)
  assert.equal(minutes(), 2)
  made.expect(clock.now() + 4 * minute)
  assert.equal(minutes(), undefined)
  clock.advance(minute)
  made.expect(clock.now() + 3 * minute)
  assert.equal(minutes(), undefined, 'the same end, told again')
})

test('it goes by the server’s clock, not the phone’s', async () => {
  const hour = 60 * minute
  const { clock, server, expiry: made, minutes } = expiry(hour)
  made.expect(clock.now() + hour + 30 * minute)
  await setImmediate()
  assert.equal(minutes(), undefined)
  clock.advance(26 * minute)
  assert.equal(minutes(), 4)
  assert.ok(Math.abs(server.now() - clock.now() - hour) <= 500)
})

test('without an answer about the time the phone’s clock is believed', async () => {
  const { clock, expiry: made, minutes } = expiry(undefined)
  made.expect(clock.now() + 3 * minute)
  await setImmediate()
  assert.equal(minutes(), 3)
})

test('when the moment has passed it is found out whether the conversation is over', () => {
  const { clock, expiry: made, minutes, due } = expiry()
  made.expect(clock.now() + minute)
  clock.advance(minute)
  assert.equal(due(), 0)
  assert.equal(minutes(), 1)
  clock.advance(2000)
  assert.equal(due(), 1)
  made.expect(undefined)
  clock.advance(minute)
  assert.equal(due(), 1)
})
