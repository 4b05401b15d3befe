import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { commonRange, mergeRanges, type Range, withoutRanges } from './range.ts'

/** Ranges within 0..30, some of them empty or the wrong way round. */
const few = fc.array(
  fc.record({ from: fc.integer({ min: 0, max: 30 }), until: fc.integer({ min: 0, max: 30 }) }),
  { maxLength: 8 },
)

function instants(ranges: readonly Range[]): number[] {
  return Array.from({ length: 31 }, (_, i) => i).filter((i) =>
    ranges.some(({ from, until }) => from <= i && i < until),
  )
}

function assertMerged(ranges: readonly Range[]): void {
  for (const [i, { from, until }] of ranges.entries()) {
    assert.ok(from < until && from > (ranges[i - 1]?.until ?? -1))
  }
}

it('merges ranges that overlap or touch', () => {
  assert.deepEqual(
    mergeRanges([
      { from: 5, until: 7 },
      { from: 0, until: 2 },
      { from: 2, until: 3 },
      { from: 9, until: 9 },
      { from: 6, until: 8 },
    ]),
    [
      { from: 0, until: 3 },
      { from: 5, until: 8 },
    ],
  )
  fc.assert(
    fc.property(few, (ranges) => {
      const merged = mergeRanges(ranges)
      assertMerged(merged)
      assert.deepEqual(instants(merged), instants(ranges))
    }),
  )
})

it('takes ranges out of ranges', () => {
  fc.assert(
    fc.property(few, few, (ranges, without) => {
      const left = withoutRanges(ranges, without)
      assertMerged(left)
      const gone = new Set(instants(without))
      assert.deepEqual(
        instants(left),
        instants(ranges).filter((i) => !gone.has(i)),
      )
    }),
    { numRuns: 500 },
  )
})

it('finds what two ranges have in common', () => {
  assert.deepEqual(commonRange({ from: 0, until: 5 }, { from: 3, until: 9 }), { from: 3, until: 5 })
  assert.equal(commonRange({ from: 0, until: 3 }, { from: 3, until: 9 }), undefined)
})
