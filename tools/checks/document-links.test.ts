import assert from 'node:assert/strict'
import { test } from 'node:test'
import { repositoryFrom } from '../source/repository.ts'
import { documentLinks } from './document-links.ts'

const find = (text: string) =>
  documentLinks
    .find(repositoryFrom({ 'docs/a.md': text, 'docs/b.md': '', 'packages/sdk/src/x.ts': '' }))
    .map(({ line, message }) => `${line} ${message}`)

test('links to files, folders and the web are fine', () => {
  assert.deepEqual(
    find('[b](b.md#part) [sdk](../packages/sdk) [web](https://example.test/x) [here](#part)'),
    [],
  )
  assert.deepEqual(find('see `packages/sdk/src/x.ts` and `packages/sdk/src/`'), [])
})

test('a link or a path to what is not there is found', () => {
  assert.deepEqual(find('one\n[c](c.md)'), ['2 docs/c.md is not there'])
  assert.deepEqual(find('see `packages/sdk/src/y.ts`'), ['1 packages/sdk/src/y.ts is not there'])
})
