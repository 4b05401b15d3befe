import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CRAFTED_AT, craftAuthResult } from '../testing/craft-auth-result.ts'
import { KEY_MIXES } from '../testing/key-mixes.ts'
import { appendResult } from './append-result.ts'
import { takeResult } from './take-result.ts'

test('the result is appended with ? or, after a query, with & (reception 2)', () => {
  assert.equal(appendResult('https://a/c/1', 'x.y'), 'https://a/c/1?result=x.y')
  assert.equal(appendResult('https://a/c/1?n=2', 'x.y'), 'https://a/c/1?n=2&result=x.y')
  assert.throws(() => appendResult('tel:112', 'x.y'), { code: 'MESSAGE_INVALID' })
})

test('what was appended is taken out unchanged, however the query was parsed', () => {
  for (const { plugin } of KEY_MIXES) {
    const jwe = craftAuthResult(plugin, { claims: { iat: CRAFTED_AT } })
    for (const client of ['https://a/c/1', 'https://a/c/1?n=2']) {
      const query = new URL(appendResult(client, jwe)).searchParams
      assert.equal(takeResult(query), jwe)
      assert.equal(takeResult(Object.fromEntries(query)), jwe)
    }
  }
})

test('no result, or an empty one, is none', () => {
  for (const query of [{}, { result: '' }, { result: [] }, { other: 'x' }, null, undefined, 'result=x', 7]) {
    assert.equal(takeResult(query), undefined)
  }
  assert.equal(takeResult(new URLSearchParams('result=&x=1')), undefined)
  assert.equal(takeResult(Object.assign(Object.create(null), { result: 'x' })), 'x')
})

test('two results are refused: nobody says which of them counts', () => {
  assert.throws(() => takeResult({ result: ['x', 'y'] }), { code: 'AUTH_RESULT_REFUSED' })
  assert.throws(() => takeResult(new URLSearchParams('result=x&result=x')), { code: 'AUTH_RESULT_REFUSED' })
})
