import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type DeskKeyPress, neighbour, shortcutOf } from './shortcut.ts'

const press = (key: string, part: Partial<DeskKeyPress> = {}): DeskKeyPress => ({
  key,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  where: 'elsewhere',
  ...part,
})

test('letters move, take and ask', () => {
  assert.equal(shortcutOf(press('v'), true), 'ask')
  assert.equal(shortcutOf(press('v', { where: 'typing' }), true), undefined)
  assert.equal(shortcutOf(press('j'), true), 'next')
  assert.equal(shortcutOf(press('K'), true), 'previous')
  assert.equal(shortcutOf(press('t', { where: 'list' }), true), 'take')
  assert.equal(shortcutOf(press('?'), true), 'help')
  assert.equal(shortcutOf(press('x'), true), undefined)
  assert.equal(shortcutOf(press('toString'), true), undefined)
})

test('nothing fires while somebody types, in a dialog, or with a modifier', () => {
  for (const where of ['typing', 'dialog'] as const) {
    for (const key of ['j', 'k', 't', '?', 'ArrowDown']) {
      assert.equal(shortcutOf(press(key, { where }), true), undefined)
    }
  }
  assert.equal(shortcutOf(press('t', { ctrlKey: true }), true), undefined)
  assert.equal(shortcutOf(press('t', { metaKey: true }), true), undefined)
})

test('letters can be switched off; arrows stay, in the list only', () => {
  assert.equal(shortcutOf(press('t', { where: 'list' }), false), undefined)
  assert.equal(shortcutOf(press('ArrowDown', { where: 'list' }), false), 'next')
  assert.equal(shortcutOf(press('ArrowUp', { where: 'list' }), false), 'previous')
  assert.equal(shortcutOf(press('ArrowUp'), true), undefined)
})

test('the neighbour of a row stays in the list', () => {
  const ids = ['a', 'b', 'c']
  assert.equal(neighbour(ids, 'a', 1), 'b')
  assert.equal(neighbour(ids, 'c', 1), 'c')
  assert.equal(neighbour(ids, 'a', -1), 'a')
  assert.equal(neighbour(ids, undefined, 1), 'a')
  assert.equal(neighbour(ids, 'gone', -1), 'a')
  assert.equal(neighbour([], 'a', 1), undefined)
})
