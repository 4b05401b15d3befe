import assert from 'node:assert/strict'
import { it } from 'node:test'
import { createCoalescedWork } from './coalesced-work.ts'

/** Work that ends when it is told to. */
function heldWork() {
  const ends: PromiseWithResolvers<void>[] = []
  const reports: unknown[] = []
  const work = createCoalescedWork(
    () => {
      const end = Promise.withResolvers<void>()
      ends.push(end)
      return end.promise
    },
    (cause) => reports.push(cause),
  )
  return { work, ends, reports }
}

it('does once more, after it has ended, what was asked many times meanwhile', async () => {
  const { work, ends } = heldWork()
  work.ask()
  for (let i = 0; i < 10; i += 1) work.ask()
  assert.equal(ends.length, 1)
  ends[0]?.resolve()
  await Promise.resolve()
  await Promise.resolve()
  assert.equal(ends.length, 2)
  ends[1]?.resolve()
  await work.idle()
  assert.equal(ends.length, 2)
})

it('tries again what failed, and nothing else; reports the first failure in a row', async () => {
  const { work, ends, reports } = heldWork()
  work.retry()
  assert.equal(ends.length, 0)
  for (const round of [0, 1]) {
    if (round === 0) work.ask()
    else work.retry()
    ends[round]?.reject(new Error('away'))
    await work.idle()
  }
  assert.equal(reports.length, 1)
  work.retry()
  ends[2]?.resolve()
  await work.idle()
  work.retry()
  assert.equal(ends.length, 3)
})
