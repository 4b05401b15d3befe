import assert from 'node:assert/strict'
import { test } from 'node:test'
import { repositoryFrom } from '../source/repository.ts'
import { wireSpelling } from './wire-spelling.ts'

const find = (file: string, text: string) =>
  wireSpelling.find(repositoryFrom({ [file]: text })).map(({ message }) => message)

test('a word of the wire is found as a member, a key and a string', () => {
  assert.deepEqual(find('packages/sdk/src/start/a.ts', 'const x = y.client_url'), [
    '"client_url" is a word of the wire',
  ])
  assert.deepEqual(find('packages/sdk/src/start/a.ts', 'const x = { attr_url: 1 }'), [
    '"attr_url" is a word of the wire',
  ])
  assert.deepEqual(find('packages/web/src/a.tsx', `const ok = status === 'succes'`), [
    '"succes" is a word of the wire',
  ])
})

test('where the wire is spoken, in tests and in comments it may stand', () => {
  assert.deepEqual(find('packages/sdk/src/protocol/start/a.ts', 'const x = y.client_url'), [])
  assert.deepEqual(find('packages/sdk/src/start/a.test.ts', 'const x = y.client_url'), [])
  assert.deepEqual(find('packages/sdk/src/start/a.ts', '/** Answers `client_url`. */\nconst x = 1'), [])
  assert.deepEqual(find('packages/core/src/a.ts', 'const x = y.client_url'), [])
})
