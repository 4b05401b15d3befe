import assert from 'node:assert/strict'
import { it } from 'node:test'
import { createTranscriptPace } from './transcript-pace.ts'

const many = (count: number) => async () => Array.from({ length: count }, () => 'message')

it('R4: brings what a person reads at once, and of more no faster than the pace, to each browser', async () => {
  const paced = createTranscriptPace()
  const began = performance.now()
  await paced('a', many(340))
  const first = performance.now() - began
  await paced('b', many(300))
  await paced('b', many(100))
  const others = performance.now() - began
  await paced('a', many(0))
  const last = performance.now() - began
  assert.ok(last >= 395, `40 too many take 400 ms, not ${last}`)
  assert.ok(first < last && others < last)
})

it('reads for one browser one after the other', async () => {
  const paced = createTranscriptPace()
  const done: number[] = []
  const first = Promise.withResolvers<readonly number[]>()
  const both = [
    paced('a', () => first.promise).then(() => done.push(1)),
    paced('a', async () => []).then(() => done.push(2)),
  ]
  await paced('b', async () => [])
  assert.deepEqual(done, [])
  first.resolve([])
  await Promise.all(both)
  assert.deepEqual(done, [1, 2])
})
