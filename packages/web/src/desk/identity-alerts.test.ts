import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Authentication, IdentityAlert } from '@balie/desk-api/client'
import { sortAlerts } from './identity-alerts.ts'
import { logInStanding } from './log-in-standing.ts'
import { deskNl } from './words/nl.ts'

const alert = (tag: IdentityAlert['tag'], at: number): IdentityAlert => ({ tag, at })

test('another person comes first and stands apart; what is harmless comes last (AC-9)', () => {
  const sorted = sortAlerts(
    [alert('pause', 1), alert('another_person', 2), alert('person_unknown', 4), alert('another_browser', 3)],
    'none',
  )
  assert.equal(sorted.anotherPerson?.at, 2)
  assert.deepEqual(
    sorted.warnings.map(({ tag }) => tag),
    ['another_browser', 'person_unknown'],
  )
  assert.deepEqual(
    sorted.notes.map(({ tag }) => tag),
    ['pause'],
  )
})

test('of several other persons the last one counts', () => {
  assert.equal(
    sortAlerts([alert('another_person', 2), alert('another_person', 5)], 'done').anotherPerson?.at,
    5,
  )
})

test('a failure is not told twice', () => {
  const failed = [alert('authentication_failed', 1)]
  assert.equal(sortAlerts(failed, 'failed').warnings.length, 0)
  assert.equal(sortAlerts(failed, 'under_way').warnings.length, 1)
})

test('every standing of logging in has its words, and says who asked (AC-8)', () => {
  const states = ['asked', 'under_way', 'failed', 'cancelled', 'elsewhere', 'not_theirs', 'done'] as const
  const reasons = ['agent', 'pause', 'required', 'uncertain'] as const
  const standing = (state: Authentication['state'], reason?: (typeof reasons)[number]) =>
    logInStanding({ possible: true, state, at: 1, ...(reason !== undefined && { reason }) })
  for (const state of states)
    for (const reason of reasons) {
      const told = standing(state, reason)
      assert.ok(told)
      assert.ok(told.title in deskNl, told.title)
      if (told.text !== undefined) assert.ok(told.text in deskNl, told.text)
    }
  assert.equal(standing('asked', 'agent')?.text, undefined)
  assert.equal(standing('none'), undefined)
})

test('nothing says that it is the same person where it is another one, or nobody knows (AC-9)', () => {
  for (const tag of ['another_person', 'person_unknown'] as const) {
    const sorted = sortAlerts([alert(tag, 1), alert('browser_changed', 1)], 'done')
    assert.deepEqual(sorted.notes, [])
  }
  assert.equal(sortAlerts([alert('browser_changed', 1)], 'done').notes.length, 1)
})
