import assert from 'node:assert/strict'
import { it } from 'node:test'
import { stopInOrder } from './stop-in-order.ts'

const never = () => new Promise<void>(() => undefined)

it('stops all in order, and says by name which one hung or failed', async () => {
  const done: string[] = []
  const said: unknown[] = []
  const log = { error: (about: { part?: string }) => void said.push(about.part) }
  const step = (name: string, patience: number, stop: () => Promise<unknown>) => ({
    name,
    patience,
    stop: () => stop().then(() => done.push(name)),
  })
  const began = performance.now()
  const left = await stopInOrder(
    [
      step('first', 5_000, async () => undefined),
      step('hangs', 5_000, never),
      step('fails', 5_000, () => Promise.reject(new Error('no'))),
      step('hangs too', 5_000, never),
      step('last', 5_000, async () => undefined),
    ],
    log as never,
    50,
  )
  assert.deepEqual(done, ['first', 'last'])
  assert.deepEqual(left, ['hangs', 'fails', 'hangs too'])
  assert.deepEqual(said, left)
  assert.ok(performance.now() - began < 3_000, 'all of them have one time together')
})
