import assert from 'node:assert/strict'
import { test } from 'node:test'
import { signInFailure } from './sign-in-failure.ts'

const problem = (status: number, code = 'X') => ({ type: 'about:blank', status, code, title: '' }) as const

test('every way in which signing in fails has its sentence', () => {
  assert.equal(signInFailure('unreachable'), 'signIn.unreachable')
  assert.equal(signInFailure(problem(429)), 'signIn.tooMany')
  assert.equal(signInFailure(problem(401)), 'signIn.wrong')
  assert.equal(signInFailure(problem(400, 'INVALID_EMAIL')), 'signIn.wrong')
  assert.equal(signInFailure(problem(500)), 'signIn.trouble')
})
