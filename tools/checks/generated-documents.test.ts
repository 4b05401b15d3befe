import assert from 'node:assert/strict'
import { test } from 'node:test'
import { repositoryFrom } from '../source/repository.ts'
import { generatedDocuments } from './generated-documents.ts'

const check = generatedDocuments([{ path: 'docs/flow.md', text: 'one\ntwo\n' }])
const find = (files: Record<string, string>) =>
  check.find(repositoryFrom(files)).map(({ line, message }) => `${line ?? ''} ${message}`)

test('a document that is as it would be made is fine', () => {
  assert.deepEqual(find({ 'docs/flow.md': 'one\ntwo\n' }), [])
})

test('a document that differs, or is not there, is found', () => {
  assert.deepEqual(find({ 'docs/flow.md': 'one\nTWO\n' }), ['2 is not as the code is'])
  assert.deepEqual(find({}), [' is not there'])
})
