import assert from 'node:assert/strict'
import { test } from 'node:test'
import { repositoryFrom } from '../source/repository.ts'
import { commitments } from './commitments.ts'

const find = (rows: readonly string[], code: Record<string, string> = {}) =>
  commitments
    .find(
      repositoryFrom({
        'docs/threats.md': `| id | attack | state |\n| --- | --- | --- |\n${rows.join('\n')}`,
        ...code,
      }),
    )
    .map(({ message }) => message)

const SOURCE = { 'packages/sdk/src/a.ts': '/** Refuses `none` (T1). */\nexport const a = 1' }
const TEST = { 'packages/sdk/src/a.test.ts': `test('none is refused (T1)', () => {})` }

test('what is met must be named by a source file and by a test', () => {
  const row = ['| T1 | none | met |']
  assert.deepEqual(find(row, { ...SOURCE, ...TEST }), [])
  assert.deepEqual(find(row, SOURCE), ['T1 is met, but no test names it'])
  assert.deepEqual(find(row, TEST), ['T1 is met, but no source file names it'])
})

test('a name in code, or a longer number, is not the id', () => {
  const text = 'export type T1 = string\n/** T12 */\nexport const b = 1'
  assert.deepEqual(find(['| T1 | none | met |'], { 'packages/sdk/src/a.ts': text, ...TEST }), [
    'T1 is met, but no source file names it',
  ])
})

test('a range names all of it', () => {
  const code = { 'packages/sdk/src/a.ts': '// T1 to T3', 'e2e/a.test.ts': '// T1 to T3' }
  assert.deepEqual(find(['| T2 | x | met |'], code), [])
})

test('what is not there must say what is missing, and every row has a state', () => {
  assert.deepEqual(find(['| T1 | x | later: with the desk |', '| T2 | x | part |', '| T3 | x | done |']), [
    'T2 is "part" without saying what is missing',
    'T3 has no state: met, part or later',
  ])
  assert.deepEqual(find(['| T1 | x | later: a |', '| T1 | y | later: b |']), ['T1 stands here twice'])
})
