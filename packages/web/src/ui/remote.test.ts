import assert from 'node:assert/strict'
import { test } from 'node:test'
import { matchRemote, type Remote, readyValue } from './remote.ts'

const name = (remote: Remote<number>) =>
  matchRemote(remote, {
    first: () => 'first',
    loading: () => 'loading',
    failed: (trouble) => `failed ${trouble === 'unreachable' ? trouble : trouble.code}`,
    ready: (value) => `ready ${value}`,
  })

test('every state of a remote value has its own case', () => {
  assert.equal(name({ state: 'first' }), 'first')
  assert.equal(name({ state: 'loading' }), 'loading')
  assert.equal(name({ state: 'failed', trouble: 'unreachable' }), 'failed unreachable')
  assert.equal(name({ state: 'ready', value: 7 }), 'ready 7')
})

test('only a ready value is a value', () => {
  assert.equal(readyValue<number>({ state: 'ready', value: 7 }), 7)
  assert.equal(readyValue<number>({ state: 'loading' }), undefined)
})
