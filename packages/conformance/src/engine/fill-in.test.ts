import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fillIn, fillInJson } from './fill-in.ts'

const words = { origin: 'http://a', handle: '5', starts: 1_790_000_000_000, none: null }

test('placeholders are filled in, unknown ones stay', () => {
  assert.equal(fillIn('{origin}/s/{handle}?{later}', words), 'http://a/s/5?{later}')
  assert.equal(fillIn('{origin}?at={starts}', words), 'http://a?at=1790000000000')
  assert.equal(fillIn('{constructor}', words), '{constructor}')
})

test('in JSON a text that is one placeholder only becomes the value itself', () => {
  assert.deepEqual(
    fillInJson({ starts: '{starts}', said: 'at {starts}', list: ['{none}', 3, '{later}'] }, words),
    { starts: 1_790_000_000_000, said: 'at 1790000000000', list: [null, 3, '{later}'] },
  )
})
