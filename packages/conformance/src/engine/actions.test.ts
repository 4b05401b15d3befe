import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fillIn, readActions } from './actions.ts'

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
  ] as const) {
    assert.throws(() => readActions(file), message)
  }
})

test('placeholders are filled in, unknown ones stay', () => {
  assert.equal(
    fillIn('{origin}/s/{handle}?{later}', { origin: 'http://a', handle: '5' }),
    'http://a/s/5?{later}',
  )
})
