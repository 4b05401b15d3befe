import assert from 'node:assert/strict'
import { it } from 'node:test'
import { createBatches } from './batches.ts'

/** Doubles numbers, in calls that end when they are told to. */
function heldBatches(fails?: (numbers: readonly number[]) => Error | undefined) {
  const calls: { numbers: readonly number[]; end: () => void }[] = []
  const call = (numbers: readonly number[]): Promise<number[]> =>
    new Promise((resolve, reject) => {
      const end = () => {
        const error = fails?.(numbers)
        if (error) reject(error)
        else resolve(numbers.map((number) => number * 2))
      }
      calls.push({ numbers, end })
    })
  const double = createBatches<number, number>({
    together: call,
    alone: async (number) => (await call([number]))[0] ?? 0,
  })
  /** Ends every call, and those that come of it. */
  async function endAll(): Promise<void> {
    for (let i = 0; i < calls.length; i += 1) {
      calls[i]?.end()
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  return { double, calls, endAll }
}

it('lets what comes when it is quiet go at once, and what comes meanwhile go together', async () => {
  const { double, calls, endAll } = heldBatches()
  const results = [1, 2, 3, 4, 5].map(double)
  assert.deepEqual(
    calls.map(({ numbers }) => numbers),
    [[1], [2]],
  )
  await endAll()
  assert.deepEqual(await Promise.all(results), [2, 4, 6, 8, 10])
  assert.deepEqual(calls[2]?.numbers, [3, 4, 5])
})

it('gives each its own outcome where one is in the way', async () => {
  const { double, endAll } = heldBatches((numbers) => (numbers.includes(4) ? new Error('four') : undefined))
  const results = Promise.allSettled([1, 2, 3, 4, 5].map(double))
  await endAll()
  const outcomes = (await results).map((one) => (one.status === 'fulfilled' ? one.value : 'refused'))
  assert.deepEqual(outcomes, [2, 4, 6, 'refused', 10])
})

it('does not try one by one what the database cannot serve now', async () => {
  const away = Object.assign(new Error('away'), { code: 'ECONNREFUSED', syscall: 'connect' })
  const { double, calls, endAll } = heldBatches(() => away)
  const results = Promise.allSettled([1, 2, 3, 4, 5].map(double))
  await endAll()
  assert.ok((await results).every((one) => one.status === 'rejected' && one.reason === away))
  assert.equal(calls.length, 3)
})
