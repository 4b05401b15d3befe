import assert from 'node:assert/strict'
import { test } from 'node:test'
import { repositoryFrom } from '../source/repository.ts'
import { measureSizes, sizes } from './sizes.ts'

function house(lines: readonly number[], name = (at: number) => `file-${at}.ts`) {
  return repositoryFrom(
    Object.fromEntries(lines.map((count, at) => [`packages/sdk/src/${name(at)}`, 'x\n'.repeat(count)])),
  )
}

test('one file over the ceiling is found', () => {
  const small = Array.from({ length: 40 }, () => 20)
  assert.deepEqual(
    sizes.find(house([...small, 451])).map(({ message }) => message),
    ['451 lines, at most 450'],
  )
  assert.deepEqual(sizes.find(house([...small, 450])), [])
})

test('a median and a 95th percentile that drift are found', () => {
  assert.match(sizes.find(house([91, 91, 91]))[0]?.message ?? '', /^median 91/)
  assert.match(sizes.find(house([10, 10, 10, 301]))[0]?.message ?? '', /^95th percentile 301/)
})

test('tests are apart, and the report has a row a package', () => {
  assert.deepEqual(sizes.find(house([2000], () => 'long.test.ts')), [])
  assert.deepEqual(measureSizes(house([1, 2, 3])), [{ room: 'sdk', files: 3, median: 2, p95: 3, largest: 3 }])
})
