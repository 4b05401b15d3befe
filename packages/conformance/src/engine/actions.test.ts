import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readActions } from './actions.ts'

test('an action is one step, several, or with what shows it', () => {
  const step = { url: '{origin}/go' }
  const shown = { url: '{origin}/view', member: 'logout' }
  const { rows } = readActions({
    begin: step,
    authenticate: [step, step],
    logout: { ...step, shown },
    end: { steps: [step], shown },
  })
  assert.deepEqual(rows.begin?.steps, [step])
  assert.equal(rows.authenticate?.steps.length, 2)
  assert.deepEqual(rows.logout, { steps: [step], shown })
  assert.deepEqual(rows.end, { steps: [step], shown })
})

test('a step can keep something for the later ones', () => {
  const times = { method: 'GET', url: '{origin}/times', keep: { starts: 'days.0.starts.0' } }
  const book = { url: '{origin}/book', body: { starts: '{starts}' } }
  assert.deepEqual(readActions({ schedule: [times, book] }).rows.schedule?.steps, [times, book])
})

test('words are regular expressions that do not mind capitals', () => {
  assert.ok(readActions({ says: { unverified: 'not verified' } }).says['unverified']?.test('NOT VERIFIED'))
})

test('what cannot be is said', () => {
  for (const [file, message] of [
    [[], /not an object/],
    [{ jump: {} }, /"jump" is no action/],
    [{ begin: [{}] }, /begin has a step without url/],
    [{ view: {} }, /view is not a list/],
    [{ end: 'now' }, /end is not an object/],
    [{ end: { url: 'x', shown: { url: 'y' } } }, /end.shown needs url and member/],
    [{ schedule: { url: 'x', keep: 'starts' } }, /schedule.keep is not an object/],
    [{ schedule: { url: 'x', keep: { handle: 'id' } } }, /schedule.keep cannot have the name "handle"/],
    [
      { schedule: { url: 'x', keep: { 'first time': 'id' } } },
      /schedule.keep cannot have the name "first time"/,
    ],
  ] as const) {
    assert.throws(() => readActions(file), message)
  }
})
