import assert from 'node:assert/strict'
import { test } from 'node:test'
import { repositoryFrom } from '../source/repository.ts'
import { portableText } from './portable-text.ts'

const find = (file: string, text: string) => portableText.find(repositoryFrom({ [file]: text })).length

test('registries and folders of one machine are found in any text', () => {
  assert.equal(find('package-lock.json', `"resolved": "https://${'registry'}.npmjs.org/x"`), 1)
  assert.equal(find('docs/x.md', `see /${'home'}/somebody/notes`), 1)
  assert.equal(find('.npmrc', 'fund=false'), 0)
})
