import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Killed } from './killer.ts'
import { tooLate } from './ready-again.ts'

test('a node has five seconds less what it waited for a processor, and fifteen by the clock whatever it waited', () => {
  const killed = (readyAfter: number, processorWait: number): Killed => ({
    ...{ victims: ['node 1'], readyAfter, processorWait, databaseAfter: 0 },
  })
  assert.equal(tooLate(killed(5_000, 0)), undefined)
  assert.equal(tooLate(killed(15_000, 11_000)), undefined)
  assert.match(tooLate(killed(5_100, 0)) ?? '', /^node 1: ready after 5.1 s by the clock, 5.1 s less/)
  assert.match(tooLate(killed(20_000, 16_000)) ?? '', /^node 1: ready after 20.0 s by the clock, 4.0 s less/)
})
