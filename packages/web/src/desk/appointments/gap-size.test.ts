import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gapSize } from './gap-size.ts'

test('a longer gap gets more room', () => {
  const size = (minutes: number) => gapSize({ starts: 0, ends: minutes * 60_000 })
  assert.deepEqual([30, 60, 61, 120, 121].map(size), ['small', 'small', 'middle', 'middle', 'large'])
})
