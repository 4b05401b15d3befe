import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FlowRow } from '@balie/sdk'
import Type from 'typebox'
import { repositoryFrom } from '../source/repository.ts'
import { apiDocument } from './api-document.ts'
import { configurationDocument } from './configuration-document.ts'
import { coverageDocument } from './coverage-document.ts'
import { errorsDocument } from './errors-document.ts'
import { flowDocument } from './flow-document.ts'
import { markdownTable } from './markdown.ts'

test('a cell cannot break its table', () => {
  assert.equal(
    markdownTable(['a', 'b'], [['x | y', 'one\n  two']]),
    '| a | b |\n| --- | --- |\n| x \\| y | one two |',
  )
})

test('the flow has a row a step, and a row for each that is an address', () => {
  const words = { happens: 'it happens', answer: '200', file: 'start/x.ts', meets: ['FL-1', 'B9'] }
  const route = { listener: 'internal', method: 'POST', path: '/start' } as const
  const handle = () => Promise.reject(new Error('not called'))
  const flow: FlowRow[] = [
    { step: '1 start', arrives: 'a request', ...words, route: { ...route, handle } },
    { step: '2 end', arrives: 'time', ...words },
  ]
  const { text } = flowDocument(flow)
  assert.match(text, /\| 1 start \| a request \| it happens \| 200 \| \[start\/x\.ts\]\(.*\) \| FL-1, B9 \|/)
  assert.match(text, /\| `POST \/start` \| internal \| 1 start \|\n$/)
})

test('every error has its code, status and both sentences', () => {
  const { text } = errorsDocument({ A_CODE: { status: 400, caller: 'Do this.', operator: 'Know that.' } }, {})
  assert.match(text, /\| `A_CODE` \| 400 \| Do this\. \| Know that\. \|/)
})

test('a key is shown with its kind, default and example, a table of keys by itself', () => {
  const { text } = configurationDocument(
    Type.Object({
      port: Type.Integer({
        title: 'Port',
        description: 'Where it listens.',
        default: 80,
        minimum: 0,
        maximum: 9,
      }),
      secret: Type.Optional(Type.String({ title: 'Secret', fromFile: true, examples: ['x'] })),
      list: Type.Array(Type.Object({ tag: Type.String({ title: 'Tag' }) }), { title: 'List', default: [] }),
    }),
  )
  assert.match(text, /\| `port` \| number, 0 to 9 \| `80` \| \*\*Port\.\*\* Where it listens\. \|/)
  assert.match(text, /\| `secret` or a file \| text \| \*absent\* \| \*\*Secret\.\*\* Example: `"x"`\. \|/)
  assert.match(
    text,
    /## `\[\[list\]\]`\n\nList\.\n\n.*\n.*\n\| `tag` \| text \| \*required\* \| \*\*Tag\.\*\* \|/,
  )
})

test('coverage links the files that name an id', () => {
  const { text } = coverageDocument(
    repositoryFrom({
      'docs/threats.md': '| T1 | none | met |',
      'packages/sdk/src/a.ts': '// T1',
      'e2e/a.test.ts': `test('T1', () => {})`,
    }),
  )
  assert.match(
    text,
    /\| T1 \| met \| \[sdk\/a\.ts\]\(\.\.\/packages\/sdk\/src\/a\.ts\) \| \[e2e\/a\.test\.ts\]/,
  )
})

test('the published surface follows names to where they are declared, without comments', () => {
  const files: Record<string, string> = {
    'dist/index.d.ts': `export { a, type B } from './inner/a.ts';\nexport declare const c: number;`,
    'dist/inner/a.d.ts': `/** Says a. */\nexport declare function a(): B;\nexport interface B {\n    /** In B. */\n    readonly x: 1;\n}\nexport declare const hidden = 1;`,
  }
  const manifest = { name: '@balie/sdk', exports: { '.': { types: './dist/index.d.ts' } } }
  const { text } = apiDocument(manifest, (file) => files[file] ?? '')
  const code = text.split('```ts\n')[1]?.split('\n```')[0]
  assert.equal(
    code,
    `export interface B {\n    readonly x: 1;\n}\n\nexport function a(): B;\n\nexport const c: number;`,
  )
})
