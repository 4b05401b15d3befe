import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createExchangeLog } from '../engine/create-exchange-log.ts'
import type { Fault } from '../testing/faults.ts'
import { createFixtureKeys, withFaultyPlugin } from '../testing/judge-faulty-plugin.ts'
import { tryMutants } from './try-mutants.ts'

const keys = createFixtureKeys('EC')

const trial = (faults: readonly Fault[], count: number) =>
  withFaultyPlugin({ keys, faults }, ({ kits }) =>
    tryMutants(kits(createExchangeLog(), false), { count, seed: 3, jobs: 4 }),
  )

describe('mutants of genuine results', () => {
  test('are refused by a plugin that is right', async () => {
    const { sent, taken, broke, verdict, refusal, lookup } = await trial([], 1000)
    assert.equal(sent, 1000)
    assert.deepEqual([...taken, ...broke], [])
    assert.deepEqual(verdict, { verdict: 'passed' })
    assert.ok(refusal.count > 0 && lookup.count === refusal.count)
  })

  for (const fault of ['no_signature_check', 'respelled_replay_accepted'] as const) {
    test(`are seen to be taken by a plugin with the fault ${fault}`, async () => {
      const { taken } = await trial([fault], 1000)
      assert.notEqual(taken.length, 0)
    })
  }

  test('are seen to break a plugin', async () => {
    const { broke } = await trial(['crashes_on_junk'], 100)
    assert.equal(broke.length, 20)
  })
})
