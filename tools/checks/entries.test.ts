import assert from 'node:assert/strict'
import { test } from 'node:test'
import { repositoryFrom } from '../source/repository.ts'
import { entries } from './entries.ts'

const HOUSE = {
  'packages/sdk/package.json': JSON.stringify({
    name: '@balie/sdk',
    exports: { '.': { source: './src/index.ts' }, './package.json': './package.json' },
    bin: { tool: './dist/cli/tool.js' },
  }),
  'packages/sdk/src/index.ts': `export { a } from './a.ts'`,
  'packages/sdk/src/a.ts': `export const a = new URL('./worker.ts', import.meta.url)`,
  'packages/sdk/src/worker.ts': 'export const w = 1',
  'packages/sdk/src/cli/tool.ts': 'export const t = 1',
  'packages/web/package.json': JSON.stringify({ name: '@balie/web' }),
  'packages/web/desk.html': '<script type="module" src="/src/desk/main.tsx"></script>',
  'packages/web/src/desk/main.tsx': 'export const page = <p>text</p>',
}

const find = (files: Record<string, string>) =>
  entries.find(repositoryFrom({ ...HOUSE, ...files })).map(({ file, message }) => `${file}: ${message}`)

test('entries, commands, pages and what they mention are reached', () => {
  assert.deepEqual(find({}), [])
})

test('a file that nothing reaches is found, also when only its test does', () => {
  assert.deepEqual(
    find({
      'packages/sdk/src/dead.ts': 'export const d = 1',
      'packages/sdk/src/dead.test.ts': `import { d } from './dead.ts'`,
    }),
    ['packages/sdk/src/dead.ts: no entry reaches this file'],
  )
})

test('an index.ts inside and an `export *` are found', () => {
  const found = find({
    'packages/sdk/src/a.ts': `export * from './inner/index.ts'`,
    'packages/sdk/src/inner/index.ts': `export { w } from '../worker.ts'`,
  })
  assert.deepEqual(found, [
    'packages/sdk/src/a.ts: exports *: name what is exported',
    'packages/sdk/src/inner/index.ts: index.ts, but no entry of the package',
  ])
})
