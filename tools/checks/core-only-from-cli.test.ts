import assert from 'node:assert/strict'
import { test } from 'node:test'
import { repositoryFrom } from '../source/repository.ts'
import { coreOnlyFromCli } from './core-only-from-cli.ts'

const text = `import { startCore } from '@balie/core'`
const find = (file: string) => coreOnlyFromCli.find(repositoryFrom({ [file]: text })).length

test('only the command line and tests know the core', () => {
  assert.equal(find('packages/server/src/cli/core.ts'), 0)
  assert.equal(find('packages/server/src/testing/walk.ts'), 0)
  assert.equal(find('packages/server/src/app.ts'), 1)
  assert.equal(find('packages/server/src/channels/chat/start.ts'), 1)
})
