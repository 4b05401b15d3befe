import assert from 'node:assert/strict'
import { test } from 'node:test'
import { repositoryFrom } from '../source/repository.ts'
import { documentedFunctions } from './documented-functions.ts'

const find = (text: string, file = 'packages/sdk/src/a.ts') =>
  documentedFunctions.find(repositoryFrom({ [file]: text })).map(({ line, message }) => `${line} ${message}`)

test('an exported function without a doc comment is found', () => {
  assert.deepEqual(find('// Not this.\nexport function a() {}'), ['2 a does not say what it promises'])
  assert.deepEqual(find('/** Of b. */\nexport const b = 1\nexport async function a() {}'), [
    '3 a does not say what it promises',
  ])
})

test('a documented one, a private one and one of a test are fine', () => {
  assert.deepEqual(find('/** Makes a. */\nexport function a() {}\nfunction b() {}'), [])
  assert.deepEqual(find('export function a() {}', 'packages/sdk/src/testing/a.ts'), [])
})

test('what is made may say it instead', () => {
  assert.deepEqual(
    find('/** Counts. */\nexport interface Counter {}\nexport function createCounter() {}'),
    [],
  )
  assert.equal(find('export interface Counter {}\nexport function createCounter() {}').length, 1)
})
