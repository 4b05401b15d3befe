import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryStorage } from '../testing/memory-storage.ts'
import { forgetKeptText, textKeeper } from './kept-text.ts'

const outgoing = { id: 'mine-0001', text: 'one', at: 1 }

test('what was kept is there after a reload, per conversation', () => {
  const storage = memoryStorage()
  textKeeper(storage, 'citizen.a', () => 5).write({
    draft: 'half a wo',
    outbox: [outgoing],
    after: 3,
    since: 7,
  })
  assert.deepEqual(textKeeper(storage, 'citizen.a', () => 6).read(), {
    draft: 'half a wo',
    outbox: [outgoing],
    after: 3,
    since: 7,
  })
  assert.deepEqual(textKeeper(storage, 'citizen.b', () => 6).read(), {
    draft: '',
    outbox: [],
    after: 0,
    since: 0,
  })
})

test('nothing to keep leaves nothing behind', () => {
  const storage = memoryStorage()
  const keeper = textKeeper(storage, 'citizen.a', () => 5)
  keeper.write({ draft: 'x', outbox: [], after: 0, since: 0 })
  keeper.write({ draft: '', outbox: [], after: 0, since: 0 })
  assert.equal(storage.length, 0)
})

test('a refusal is not kept: the message is tried again', () => {
  const storage = memoryStorage()
  const refused = { ...outgoing, refused: 'unreachable' as const }
  textKeeper(storage, 'a', () => 5).write({ draft: '', outbox: [refused], after: 0, since: 0 })
  assert.deepEqual(textKeeper(storage, 'a', () => 5).read().outbox, [outgoing])
})

test('what somebody else wrote there, or a storage that refuses, keeps nothing and breaks nothing', () => {
  const storage = memoryStorage()
  for (const junk of ['{', 'null', '7', '{"draft":7,"at":1}', '{"draft":"","at":1,"outbox":[{"id":1}]}']) {
    storage.setItem('balie.text.a', junk)
    assert.deepEqual(textKeeper(storage, 'a', () => 5).read(), { draft: '', outbox: [], after: 0, since: 0 })
  }
  const refuses = { ...memoryStorage(), setItem: () => assert.fail('full') }
  textKeeper(refuses, 'a', () => 5).write({ draft: 'x', outbox: [], after: 0, since: 0 })
  assert.deepEqual(textKeeper(undefined, 'a', () => 5).read(), { draft: '', outbox: [], after: 0, since: 0 })
})

test('what is a day old goes; on signing out everything goes, and nothing of others', () => {
  const storage = memoryStorage()
  storage.setItem('balie.locale', 'en')
  textKeeper(storage, 'old', () => 0).write({ draft: 'x', outbox: [], after: 0, since: 0 })
  textKeeper(storage, 'new', () => 24 * 3600_000).write({ draft: 'y', outbox: [], after: 0, since: 0 })
  forgetKeptText(storage, 24 * 3600_000 + 1)
  assert.equal(textKeeper(storage, 'old', () => 0).read().draft, '')
  assert.equal(textKeeper(storage, 'new', () => 0).read().draft, 'y')
  forgetKeptText(storage, 24 * 3600_000 + 1, true)
  assert.equal(storage.length, 1)
})
