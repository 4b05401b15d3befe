import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { fairOrder } from './fair-order.ts'

const load = new Map([
  ['busy', 3],
  ['late', 1],
  ['early', 1],
  ['never', 1],
])
const lastBooked = new Map([
  ['busy', 1],
  ['late', 200],
  ['early', 100],
  ['idle-b', 50],
  ['idle-a', 50],
])
const EXPECTED = ['idle-a', 'idle-b', 'never', 'early', 'late', 'busy']

it('puts the least load first, then who waited longest, then by id; whatever the order given', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(EXPECTED, { minLength: 0 }), (agents) => {
      const given = [...agents]
      assert.deepEqual(
        fairOrder(agents, load, lastBooked),
        EXPECTED.filter((agent) => agents.includes(agent)),
      )
      assert.deepEqual(agents, given)
    }),
  )
})

it('knows agents of whom nothing is known', () => {
  assert.deepEqual(fairOrder(['b', 'C', 'a'], new Map(), new Map()), ['C', 'a', 'b'])
})
