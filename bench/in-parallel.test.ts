import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inParallel } from './in-parallel.ts'

test('every piece is done once, never too many at a time, and results keep their places', async () => {
  let busy = 0
  let most = 0
  const results = await inParallel(10, 3, async (index) => {
    busy += 1
    most = Math.max(most, busy)
    await new Promise((resolve) => setImmediate(resolve))
    busy -= 1
    return index * 2
  })
  assert.equal(most, 3)
  assert.deepEqual(results, [0, 2, 4, 6, 8, 10, 12, 14, 16, 18])
})

test('a piece that fails fails the whole', async () => {
  await assert.rejects(
    inParallel(5, 2, async (index) => {
      if (index === 3) throw new Error('the fourth')
    }),
    /the fourth/,
  )
})

test('nothing to do is nothing done', async () => {
  assert.deepEqual(await inParallel(0, 4, () => Promise.reject(new Error('never'))), [])
})
