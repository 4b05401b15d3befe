import assert from 'node:assert/strict'
import { it } from 'node:test'
import { type Hours, hoursProblem } from './hours.ts'

function problem(...hours: (readonly [starts: number, ends: number])[]): string | undefined {
  return hoursProblem(hours.map(([starts, ends]): Hours => ({ starts, ends })))
}

it('finds nothing wrong with hours of a day, in whatever order, also adjacent', () => {
  assert.equal(problem(), undefined)
  assert.equal(problem([0, 1440]), undefined)
  assert.equal(problem([780, 1020], [540, 720], [720, 780]), undefined)
})

it('tells hours that are no minutes of a day, that are empty, and that overlap', () => {
  assert.equal(problem([-1, 60]), 'outside')
  assert.equal(problem([0, 1441]), 'outside')
  assert.equal(problem([0, 90.5]), 'outside')
  assert.equal(problem([Number.NaN, 60]), 'outside')
  assert.equal(problem([540, 540]), 'empty')
  assert.equal(problem([600, 540]), 'empty')
  assert.equal(problem([540, 720], [719, 800]), 'overlap')
  assert.equal(problem([719, 800], [540, 720]), 'overlap')
  assert.equal(problem([540, 1020], [600, 660], [700, 720]), 'overlap')
})
