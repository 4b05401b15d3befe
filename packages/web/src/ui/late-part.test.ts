import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLatePart } from './late-part.ts'

test('a part is fetched once, also when two ask for it', async () => {
  let asked = 0
  const late = createLatePart(async () => {
    asked += 1
    return 'here'
  })
  assert.equal(late.part.get().state, 'first')
  const both = [late.load(), late.load()]
  assert.equal(late.part.get().state, 'loading')
  await Promise.all(both)
  await late.load()
  assert.deepEqual([asked, late.part.get()], [1, { state: 'ready', value: 'here' }])
})

test('a part that does not come is told, and can be asked for again', async () => {
  let there = false
  const late = createLatePart(async () => {
    if (!there) throw new TypeError('Failed to fetch dynamically imported module')
    return 'here'
  })
  await late.load()
  assert.deepEqual(late.part.get(), { state: 'failed', trouble: 'unreachable' })
  there = true
  await late.load()
  assert.equal(late.part.get().state, 'ready')
})
