import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Line } from './row.ts'
import { judge } from './verdict.ts'

const rate: Line = { key: 'rate', what: 'a rate', unit: '/s', goal: { ratio: 0.5, at: 'least' } }
const time: Line = { key: 'p99', what: 'a time', unit: 'ms', goal: { ratio: 3, at: 'most' } }
const round = (key: string, ours: number, bare: number) => ({ ours: { [key]: ours }, bare: { [key]: bare } })

test('the ratio is the median of the ratios of the rounds', () => {
  const rounds = [round('rate', 50, 100), round('rate', 30, 50), round('rate', 800, 2000)]
  const verdict = judge(rate, rounds)
  assert.equal(verdict.ours, 50)
  assert.equal(verdict.bare, 100)
  assert.equal(verdict.ratio, 0.5)
  assert.deepEqual(verdict.spread, [0.4, 0.6])
})

test('a rate must reach its goal, a time must not exceed it', () => {
  assert.equal(judge(rate, [round('rate', 50, 100)]).met, true)
  assert.equal(judge(rate, [round('rate', 49, 100)]).met, false)
  assert.equal(judge(time, [round('p99', 6, 2)]).met, true)
  assert.equal(judge(time, [round('p99', 6.1, 2)]).met, false)
})

test('where nothing bare does the same, the figure itself is judged', () => {
  const size: Line = { key: 'size', what: 'a size', unit: 'kB', goal: { amount: 100, at: 'most' } }
  const verdict = judge(
    size,
    [90, 101, 100].map((kilobytes) => ({ ours: { size: kilobytes } })),
  )
  assert.deepEqual(verdict, { line: size, ours: 100, spread: [90, 101], met: true })
  assert.equal(judge(size, [{ ours: { size: 101 } }]).met, false)
})

test('a line without a goal is not judged', () => {
  assert.equal('met' in judge({ key: 'p50', what: 'a time', unit: 'ms' }, [round('p50', 1, 1)]), false)
})

test('a figure that is missing or nothing is not passed over', () => {
  assert.throws(() => judge(rate, [{ ours: {}, bare: { rate: 1 } }]), /no figure rate/)
  assert.throws(() => judge(rate, [round('rate', 1, 0)]), /no figure rate/)
  assert.throws(() => judge(rate, []), RangeError)
})
