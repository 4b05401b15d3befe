import assert from 'node:assert/strict'
import { test } from 'node:test'
import { repositoryFrom } from '../source/repository.ts'
import { importCycles } from './import-cycles.ts'

const find = (files: Record<string, string>) =>
  importCycles.find(
    repositoryFrom(
      Object.fromEntries(Object.entries(files).map(([name, text]) => [`packages/sdk/src/${name}`, text])),
    ),
  )

test('a circle of imports is found once, with its way', () => {
  const found = find({
    'a.ts': `import { b } from './b.ts'`,
    'b.ts': `export { c } from './c.ts'`,
    'c.ts': `import { a } from './a.ts'`,
    'd.ts': `import { a } from './a.ts'`,
  })
  assert.equal(found.length, 1)
  assert.match(found[0]?.message ?? '', /a\.ts -> .*b\.ts -> .*c\.ts -> .*a\.ts/)
})

test('types may refer to each other, and two ways to one file are no circle', () => {
  const found = find({
    'a.ts': `import { b } from './b.ts'\nimport { c } from './c.ts'`,
    'b.ts': `import { c } from './c.ts'\nimport type { A } from './a.ts'`,
    'c.ts': 'export const c = 1',
  })
  assert.deepEqual(found, [])
})
