import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { createLine } from './line.ts'
import { handClock } from './testing/hand-clock.ts'

function line() {
  const done: string[] = []
  const listeners = new Map<string, () => void>()
  /** `serves` undefined: no answer comes, until `answerNow`. */
  const answer = { refused: true, probe: true, serves: true as boolean | undefined }
  const answersLater: (() => void)[] = []
  const state = { connected: false, active: false }
  const socket = Object.assign(state, {
    connect() {
      state.active = true
      done.push('connect')
    },
    disconnect() {
      const { connected } = state
      state.active = false
      state.connected = false
      done.push('disconnect')
      if (connected) listeners.get('disconnect')?.()
    },
    on: (event: string, then: () => void) => void listeners.set(event, then),
    io: { on: (event: string, then: () => void) => void listeners.set(event, then) },
  })
  const clock = handClock()
  const made = createLine({
    socket,
    clock,
    up: () => void done.push('up'),
    down: () => void done.push('down'),
    refused: async () => {
      done.push('refused?')
      return answer.refused
    },
    probe: async () => answer.probe,
    serves: () => {
      done.push('serves?')
      const { serves } = answer
      return serves === undefined
        ? new Promise((resolve) => answersLater.push(() => resolve(true)))
        : Promise.resolve(serves)
    },
  })
  return {
    done,
    socket,
    clock,
    answer,
    line: made,
    /** What had no answer has one: some server serves. */
    answerNow: () => {
      for (const then of answersLater.splice(0)) then()
    },
    connect() {
      socket.connected = true
      listeners.get('connect')?.()
    },
    /** Something comes from the server. */
    tell: (event: 'unable' | 'ping') => listeners.get(event)?.(),
    /** The network takes it away: it comes back by itself. */
    cut() {
      socket.connected = false
      listeners.get('disconnect')?.()
    },
    /** The server refuses it: it does not come back by itself. */
    refuse() {
      socket.connected = false
      socket.active = false
      listeners.get('connect_error')?.()
    },
  }
}

test('a cut line comes back by itself', () => {
  const { line: made, done, connect, cut, clock } = line()
  made.start()
  connect()
  cut()
  clock.advance(60_000)
  connect()
  assert.deepEqual(done, ['down', 'connect', 'up', 'down', 'up'])
})

test('a refused line asks why, ever more slowly, and tries again while it may', async () => {
  const { line: made, done, refuse, clock, answer } = line()
  made.start()
  for (const wait of [1000, 2000, 4000]) {
    refuse()
    clock.advance(wait - 1)
    assert.equal(done.at(-1), 'down')
    clock.advance(1)
    await setImmediate()
    assert.equal(done.at(-1), 'connect')
  }
  answer.refused = false
  refuse()
  clock.advance(8000)
  await setImmediate()
  assert.equal(done.at(-1), 'refused?')
})

test('after stopping nothing is tried', async () => {
  const { line: made, done, refuse, clock } = line()
  made.start()
  refuse()
  made.stop()
  clock.advance(60_000)
  await setImmediate()
  assert.deepEqual(done, ['down', 'connect', 'down', 'disconnect'])
  made.wake()
  assert.equal(done.length, 4)
})

test('waking up: a dead line is opened anew, a living one is left alone', async () => {
  const { line: made, done, connect, answer } = line()
  made.start()
  connect()
  made.wake()
  await setImmediate()
  assert.deepEqual(done, ['down', 'connect', 'up'])
  answer.probe = false
  made.wake()
  await setImmediate()
  assert.deepEqual(done.slice(3), ['disconnect', 'down', 'connect'])
})

test('waking up without a line does not wait for the next try, unless one has just begun', () => {
  const { line: made, done, connect, cut, clock } = line()
  made.start()
  made.wake()
  assert.deepEqual(done, ['down', 'connect'])
  connect()
  cut()
  clock.advance(3000)
  made.wake()
  assert.deepEqual(done.slice(4), ['disconnect', 'connect'])
})

test('V1: a server that says that it cannot serve is left when another one serves, and not before', async () => {
  const { line: made, done, connect, tell, answer } = line()
  made.start()
  connect()
  answer.serves = false
  tell('unable')
  await setImmediate()
  assert.deepEqual(done.slice(3), ['serves?'])
  answer.serves = true
  tell('unable')
  tell('unable')
  await setImmediate()
  assert.deepEqual(done.slice(4), ['serves?', 'disconnect', 'down', 'connect'])
})

test('one that moved asks nobody why it is gone: it went by itself', async () => {
  const { line: made, done, connect, tell, clock } = line()
  made.start()
  connect()
  tell('unable')
  await setImmediate()
  clock.advance(5000)
  await setImmediate()
  assert.deepEqual(done.slice(3), ['serves?', 'disconnect', 'down', 'connect'])
  connect()
  clock.advance(6000)
  await setImmediate()
  assert.deepEqual(done.slice(7), ['up'])
})

test('V1: what was found out of a connection that is gone does not take away the next', async () => {
  const { line: made, done, connect, cut, tell, answer, answerNow } = line()
  answer.serves = undefined
  made.start()
  connect()
  tell('unable')
  cut()
  connect()
  answerNow()
  await setImmediate()
  assert.deepEqual(done.slice(3), ['serves?', 'down', 'up'])
  answer.serves = true
  tell('unable')
  await setImmediate()
  assert.deepEqual(done.slice(6), ['serves?', 'disconnect', 'down', 'connect'])
})

test('waking up twice opens one new line, and what is told late of a line that is gone does not take away the next', async () => {
  const { line: made, done, connect, cut, answer, clock } = line()
  answer.probe = false
  made.start()
  connect()
  clock.advance(4000)
  made.wake()
  made.wake()
  await setImmediate()
  assert.deepEqual(done.slice(3), ['disconnect', 'down', 'connect'])
  connect()
  clock.advance(4000)
  made.wake()
  cut()
  connect()
  await setImmediate()
  assert.deepEqual(done.slice(6), ['up', 'down', 'up'])
})

test('V1: one that says nothing any more is left too; one that is heard again meanwhile is not', async () => {
  const { line: made, done, connect, tell, clock } = line()
  made.start()
  connect()
  clock.advance(5000)
  tell('ping')
  clock.advance(6499)
  assert.equal(done.length, 3)
  clock.advance(1)
  tell('ping')
  await setImmediate()
  assert.deepEqual(done.slice(3), ['serves?'])
  clock.advance(6500)
  await setImmediate()
  assert.deepEqual(done.slice(4), ['serves?', 'disconnect', 'down', 'connect'])
})

test('V1: an answer that does not come is asked for again, as it may have been asked of the server that is dead', async () => {
  const { line: made, done, connect, clock, answer } = line()
  answer.serves = undefined
  made.start()
  connect()
  clock.advance(6500)
  await setImmediate()
  answer.serves = true
  clock.advance(1500)
  await setImmediate()
  assert.deepEqual(done.slice(3), ['serves?', 'serves?', 'disconnect', 'down', 'connect'])
})
