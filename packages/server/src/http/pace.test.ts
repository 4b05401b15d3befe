import assert from 'node:assert/strict'
import { it } from 'node:test'
import { createPace } from './pace.ts'

it('R4: so many at once, and each of the others one step later', () => {
  const pace = createPace({ atOnce: 3, each: 60_000 })
  const waits: number[] = []
  for (let time = 0; time < 5; time += 1) {
    waits.push(Math.round(pace.wait('a') / 60_000))
    pace.take('a')
  }
  assert.deepEqual(waits, [0, 0, 0, 1, 2])
  assert.equal(pace.wait('b'), 0, 'of others nothing is known')
})

it('R4: many that are counted together are made up for like as many', () => {
  const pace = createPace({ atOnce: 10, each: 60_000 })
  pace.take('a', 0)
  assert.equal(pace.wait('a'), 0)
  pace.take('a', 100)
  assert.equal(Math.round(pace.wait('a') / 60_000), 91)
})

it('R4: what was made up for counts no more, whoever comes in between', async (t) => {
  t.mock.method(performance, 'now', () => now)
  let now = 1_000
  const pace = createPace({ atOnce: 1, each: 10 })
  pace.take('a')
  pace.take('b', 5)
  assert.deepEqual([pace.wait('a'), pace.wait('b')], [10, 50])
  now += 20
  pace.take('c')
  assert.deepEqual([pace.wait('a'), pace.wait('b'), pace.wait('c')], [0, 30, 10])
})
