import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { IdContactError } from '@balie/sdk'
import { createTestClock } from '@balie/sdk/testing'
import { createActivity } from './activity.ts'

/** Activity on a clock that the test moves; what is written as `side second`. */
function activityUnderTest() {
  const clock = createTestClock(0)
  const written: string[] = []
  const reports: unknown[] = []
  const state: { refuses: unknown } = { refuses: undefined }
  const activity = createActivity(
    { clock, report: (cause) => reports.push(cause) },
    async (conversation, side, at) => {
      if (state.refuses) throw state.refuses
      written.push(`${conversation} ${side} ${at / 1000}`)
    },
  )
  /** Time passes, with a beat at each second. */
  const pass = async (seconds: number) => {
    for (let i = 0; i < seconds; i += 1) {
      clock.advance(1000)
      activity.beat()
      // What a beat begins is done when nothing is left to be done.
      await new Promise((done) => setImmediate(done))
    }
  }
  return { activity, clock, written, reports, state, pass }
}

describe('activity', () => {
  it('SF-2: is written at once', async () => {
    const { activity, written } = activityUnderTest()
    activity.note('c', 'citizen')
    await activity.close()
    assert.deepEqual(written, ['c citizen 0'])
  })

  it('O2: of many within twenty seconds the first two are written at once, and the last one when they are over', async () => {
    const { activity, written, pass } = activityUnderTest()
    for (let second = 0; second < 15; second += 1) {
      activity.note('c', 'citizen')
      await pass(1)
    }
    assert.deepEqual(written, ['c citizen 0', 'c citizen 1'])
    await pass(10)
    // Of the moment when it was, not of the moment when it is written.
    assert.deepEqual(written.slice(2), ['c citizen 14'])
    await pass(120)
    assert.equal(written.length, 3)
  })

  it('writes one in twenty seconds when it goes on and on', async () => {
    const { activity, written, pass } = activityUnderTest()
    for (let second = 0; second < 600; second += 1) {
      activity.note('c', 'citizen')
      activity.note('c', 'citizen')
      await pass(1)
    }
    assert.ok(written.length >= 28 && written.length <= 32, `${written.length}`)
  })

  it('spreads what many conversations have waiting over some beats', async () => {
    const { activity, clock, written, pass } = activityUnderTest()
    const all = Array.from({ length: 100 }, (_, i) => `c${i}`)
    for (let times = 0; times < 3; times += 1) for (const one of all) activity.note(one, 'citizen')
    await pass(0)
    written.length = 0
    clock.advance(60_000)
    await pass(1)
    assert.equal(written.length, 25)
    for (const one of all) activity.note(one, 'citizen')
    assert.equal(written.length, 25)
    await pass(3)
    assert.equal(new Set(written.map((line) => line.split(' ')[0])).size, 100)
  })

  it('counts each conversation and each side for itself', async () => {
    const { activity, written } = activityUnderTest()
    for (const conversation of ['a', 'b']) {
      for (const side of ['citizen', 'agent'] as const) activity.note(conversation, side)
    }
    await activity.close()
    assert.deepEqual(written, ['a citizen 0', 'a agent 0', 'b citizen 0', 'b agent 0'])
  })

  it('is written at once again after a pause', async () => {
    const { activity, written, pass } = activityUnderTest()
    activity.note('c', 'agent')
    await pass(61)
    activity.note('c', 'agent')
    await activity.close()
    assert.deepEqual(written, ['c agent 0', 'c agent 61'])
  })

  it('reports what could not be written once, and writes it at a beat', async () => {
    const { activity, written, reports, state, pass } = activityUnderTest()
    state.refuses = new IdContactError('STORE_UNAVAILABLE', 'away')
    activity.note('c', 'citizen')
    await pass(5)
    assert.deepEqual([written, reports.length], [[], 1])
    state.refuses = undefined
    await pass(1)
    assert.deepEqual(written, ['c citizen 0'])
    await pass(100)
    assert.equal(written.length, 1)
  })

  it('goes on trying for long, with the newest moment', async () => {
    const { activity, written, state, pass } = activityUnderTest()
    state.refuses = new IdContactError('STORE_UNAVAILABLE', 'away')
    activity.note('c', 'citizen')
    await pass(90)
    activity.note('c', 'citizen')
    await pass(3)
    state.refuses = undefined
    await pass(1)
    assert.deepEqual(written, ['c citizen 90'])
  })

  it('tries one of many at each beat while the database is away, and then writes all', async () => {
    const { activity, clock, written, reports, state, pass } = activityUnderTest()
    const all = Array.from({ length: 20 }, (_, i) => `c${i}`)
    for (let times = 0; times < 3; times += 1) for (const one of all) activity.note(one, 'citizen')
    await pass(0)
    written.length = 0
    clock.advance(60_000)
    state.refuses = new IdContactError('STORE_UNAVAILABLE', 'away')
    await pass(2)
    assert.deepEqual([written, reports.length], [[], 1])
    state.refuses = undefined
    await pass(1)
    assert.equal(new Set(written).size, 20)
  })

  it('lets a session that is gone go', async () => {
    const { activity, written, reports, state, pass } = activityUnderTest()
    state.refuses = new IdContactError('SESSION_UNKNOWN', 'erased')
    activity.note('c', 'citizen')
    await pass(3)
    state.refuses = undefined
    await pass(100)
    assert.deepEqual([written, reports], [[], []])
  })

  it('writes what waited before it closes', async () => {
    const { activity, clock, written } = activityUnderTest()
    for (let i = 0; i < 4; i += 1) {
      activity.note('c', 'citizen')
      clock.advance(1000)
    }
    await activity.close()
    assert.deepEqual(written, ['c citizen 0', 'c citizen 1', 'c citizen 3'])
  })
})
