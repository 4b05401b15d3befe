import assert from 'node:assert/strict'
import { test } from 'node:test'
import { repositoryFrom } from '../source/repository.ts'
import { unfinishedMarks } from './unfinished-marks.ts'

const find = (text: string) => unfinishedMarks.find(repositoryFrom({ 'packages/sdk/src/a.ts': text })).length

test('each kind of mark is found', () => {
  const marks = [
    `// ${'TO'}${'DO'} later`,
    `${'test'}.skip('x', () => {})`,
    `${'describe'}.only('x', () => {})`,
    `// ${'@ts'}-ignore`,
    `const x = y ${'as'} unknown as string`,
  ]
  for (const mark of marks) assert.equal(find(mark), 1, mark)
})

test('ordinary words are no marks', () => {
  assert.equal(find(`const todos = 1\ntest('skips nothing', () => {})\nconst x: unknown = 1`), 0)
})
