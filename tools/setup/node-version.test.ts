import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkNodeVersion } from './node-version.mjs'
import { Problem } from './problem.mjs'

test('Node 20 is enough to begin, Node 18 is told what to do', () => {
  checkNodeVersion('v20.0.0')
  checkNodeVersion('v24.21.0')
  assert.throws(
    () => checkNodeVersion('v18.20.4'),
    (error) => error instanceof Problem && /Node v18.20.4/.test(error.message),
  )
})
