import assert from 'node:assert/strict'
import { it } from 'node:test'
import { createTurns } from './turns.ts'

it('lets work of one key wait for the work before it, also for work that failed', async () => {
  const inTurn = createTurns()
  const done: string[] = []
  const first = Promise.withResolvers<void>()
  const failed = inTurn('a', async () => {
    await first.promise
    done.push('first')
    throw new Error('first')
  })
  const second = inTurn('a', async () => void done.push('second'))
  await inTurn('b', async () => void done.push('other key'))
  first.resolve()
  await assert.rejects(failed, /first/)
  await second
  assert.deepEqual(done, ['other key', 'first', 'second'])
})
