import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  dateProblem,
  emptyException,
  exceptionDraft,
  exceptionOf,
  isExceptionRight,
} from './exception-draft.ts'

const today = '2026-11-30'

test('an exception goes into the fields and comes out the same', () => {
  for (const hours of [[], [{ starts: '09:00', ends: '24:00' }]]) {
    const exception = { date: '2026-12-24', hours }
    assert.deepEqual(exceptionOf(exceptionDraft(exception)), exception)
  }
})

test('a date is needed, and not one that is over', () => {
  assert.equal(dateProblem('', today), 'exception.problem.missing')
  assert.equal(dateProblem('2026-11-29', today), 'exception.problem.past')
  assert.equal(dateProblem(today, today), undefined)
})

test('other hours must be right; who does not work needs none', () => {
  const day = { ...emptyException, date: '2026-12-24' }
  assert.ok(isExceptionRight(day, today))
  assert.ok(isExceptionRight({ ...day, works: true }, today))
  assert.ok(!isExceptionRight({ ...day, works: true, periods: [] }, today))
  assert.ok(!isExceptionRight({ ...day, works: true, periods: [{ starts: '09:00', ends: '' }] }, today))
  assert.ok(isExceptionRight({ ...day, periods: [{ starts: '09:00', ends: '' }] }, today))
})
