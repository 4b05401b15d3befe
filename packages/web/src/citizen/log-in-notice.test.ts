import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Authentication } from '@balie/desk-api/client'
import { logInFailure } from './log-in-failure.ts'
import { logInNotice } from './log-in-notice.ts'
import { citizenNl } from './words/nl.ts'

const at = 1_000_000
const nobody = { state: 'none', unauthenticatedAllowed: true } as const
const notice = (part: Partial<Authentication>, identity: Parameters<typeof logInNotice>[1] = nobody) =>
  logInNotice({ possible: true, state: 'asked', at, ...part }, identity, at)
const states = ['asked', 'under_way', 'failed', 'cancelled', 'elsewhere', 'not_theirs'] as const
const reasons = ['agent', 'pause', 'required', 'uncertain'] as const

test('every state that asks for something has its words and a button (AC-8)', () => {
  for (const state of states)
    for (const reason of reasons) {
      const told = notice({ state, reason })
      assert.ok(told)
      for (const key of [told.title, ...told.lines]) assert.ok(key in citizenNl, key)
      assert.equal(told.button, state === 'asked' ? 'logIn.button' : 'logIn.again')
    }
})

test('where it cannot be done, or there is nothing to say, nothing is said', () => {
  assert.equal(notice({ state: 'none' }), undefined)
  for (const state of states) assert.equal(notice({ state, possible: false }), undefined)
})

test('that one is logged in is news for a while, and only when it is so', () => {
  const verified = { state: 'verified', unauthenticatedAllowed: true } as const
  const done = (serverNow: number, identity: Parameters<typeof logInNotice>[1] = verified) =>
    logInNotice({ possible: true, state: 'done', at }, identity, serverNow)
  assert.equal(done(at)?.title, 'logIn.done')
  assert.equal(done(at + 3 * 60_000), undefined)
  assert.equal(done(at, nobody), undefined)
  assert.deepEqual(done(at)?.lines, ['logIn.done.text'])
})

test('in a waiting room nobody sees yet who logged in', () => {
  const verified = { state: 'verified', unauthenticatedAllowed: true } as const
  const told = logInNotice({ possible: true, state: 'done', at }, verified, at, true)
  assert.deepEqual(told?.lines, ['meeting.logIn.done'])
})

test('a later request is another one, though the first was put away', () => {
  assert.notEqual(notice({})?.key, notice({ at: at + 1 })?.key)
  assert.notEqual(notice({})?.key, notice({ state: 'failed' })?.key)
})

test('what the server says becomes what one can do about it', () => {
  const failure = (status: number) => logInFailure({ type: 'about:blank', status, code: 'X', title: 'x' })
  assert.deepEqual([409, 403, 429, 502, 503, 500].map(failure), [
    'not_now',
    'not_now',
    'too_often',
    'core',
    'core',
    'trouble',
  ])
  assert.equal(logInFailure('unreachable'), 'unreachable')
})
