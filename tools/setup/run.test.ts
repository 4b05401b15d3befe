import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runInFront, runQuietly } from './run.mjs'

const where = { cwd: '/', env: process.env }

test('the exit code, a signal and a program that is not there are told apart', async () => {
  assert.deepEqual(await runQuietly('sh', ['-c', 'echo out; echo err >&2; exit 3'], where), {
    code: 3,
    output: 'out\nerr\n',
  })
  assert.equal((await runQuietly('sh', ['-c', 'kill -TERM $$'], where)).code, 143)
  assert.equal((await runQuietly('no-such-program', [], where)).code, 127)
  assert.equal(await runInFront('sh', ['-c', 'exit 4'], where), 4)
})
