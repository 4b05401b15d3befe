import assert from 'node:assert/strict'
import { test } from 'node:test'
import { repositoryFrom } from '../source/repository.ts'
import { fileNames } from './file-names.ts'

const find = (file: string) => fileNames.find(repositoryFrom({ [file]: '' })).length

test('kebab-case is asked of code', () => {
  for (const good of ['a.ts', 'two-words.test.ts', 'vite.config.ts', '0001-first.sql', 'page.tsx']) {
    assert.equal(find(`packages/sdk/src/${good}`), 0, good)
  }
  for (const bad of ['camelCase.ts', 'Page.tsx', 'snake_case.ts', '.try.ts']) {
    assert.equal(find(`packages/sdk/src/${bad}`), 1, bad)
  }
  assert.equal(find('docs/README.md'), 0)
})

test('names that say nothing are found, as folder and as last word', () => {
  for (const bad of ['utils.ts', 'date-helpers.ts', 'common/x.ts', 'chat-service.ts', 'misc.test.ts']) {
    assert.equal(find(`packages/sdk/src/${bad}`), 1, bad)
  }
  assert.equal(find('packages/web/src/service-worker.ts'), 0)
})
