import assert from 'node:assert/strict'
import { test } from 'node:test'
import { beat } from './metronome.ts'
import { monotonic } from './monotonic.ts'

test('every beat comes once, in order, at its own moment and never before it', async () => {
  const beats: number[] = []
  const moments: number[] = []
  const early: number[] = []
  await beat({
    rate: 1000,
    count: 50,
    onBeat: (index, moment) => {
      beats.push(index)
      moments.push(moment)
      // The two clocks are one; a hair for the rounding of a floating point number.
      if (monotonic() < moment - 0.01) early.push(index)
    },
  })
  assert.deepEqual(
    beats,
    Array.from({ length: 50 }, (_, index) => index),
  )
  assert.deepEqual(early, [])
  assert.ok(moments.every((moment, index) => Math.abs(moment - (moments[0] ?? 0) - index) < 0.001))
})

test('a beat that is handled slowly does not move the moments of the next', async () => {
  const moments: number[] = []
  await beat({
    rate: 500,
    count: 10,
    onBeat: (index, moment) => {
      moments.push(moment)
      const until = index === 0 ? monotonic() + 30 : 0
      while (monotonic() < until);
    },
  })
  assert.ok(moments.every((moment, index) => Math.abs(moment - (moments[0] ?? 0) - index * 2) < 0.001))
})
