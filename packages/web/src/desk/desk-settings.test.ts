import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryStorage } from '../ui/testing/memory-storage.ts'
import { readSettings, writeSettings } from './desk-settings.ts'

test('choices stay; what was not chosen is on', () => {
  const storage = memoryStorage()
  assert.deepEqual(readSettings(storage), { letters: true, announce: true })
  writeSettings(storage, { letters: false, announce: true })
  assert.deepEqual(readSettings(storage), { letters: false, announce: true })
})

test('junk and a storage that refuses are as no choice', () => {
  const storage = memoryStorage()
  storage.setItem('balie.desk.settings', '{')
  assert.deepEqual(readSettings(storage), { letters: true, announce: true })
  assert.deepEqual(readSettings(undefined), { letters: true, announce: true })
  writeSettings(undefined, { letters: false, announce: false })
})
