import assert from 'node:assert/strict'
import { it } from 'node:test'
import { runSoak } from './soak/soak.ts'

it('V1: with nodes and PostgreSQL killed at random, what was acknowledged is there once, and nothing is at another', async (t) => {
  const outcome = await runSoak({ kills: 8, minutes: 5, conversations: 10, seed: 20 }, (said) =>
    t.diagnostic(said),
  )
  assert.deepEqual(outcome.broken, [])
  assert.ok(outcome.messages > 20 && outcome.kills.length > 0)
})
