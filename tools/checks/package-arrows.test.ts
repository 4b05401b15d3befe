import assert from 'node:assert/strict'
import { test } from 'node:test'
import { repositoryFrom } from '../source/repository.ts'
import { packageArrows } from './package-arrows.ts'

const PACKAGES = {
  'packages/sdk/package.json': JSON.stringify({
    name: '@balie/sdk',
    exports: { '.': { source: './src/index.ts' }, './testing': { source: './src/testing/index.ts' } },
  }),
  'packages/sdk/src/index.ts': 'export const a = 1',
  'packages/server/package.json': JSON.stringify({ name: 'balie' }),
  'packages/web/package.json': JSON.stringify({ name: '@balie/web' }),
}

const find = (files: Record<string, string>) =>
  packageArrows
    .find(repositoryFrom({ ...PACKAGES, ...files }))
    .map(({ file, message }) => `${file}: ${message}`)

test('server may import the published entries of the sdk', () => {
  const text = `import { a } from '@balie/sdk'\nimport { b } from '@balie/sdk/testing'`
  assert.deepEqual(find({ 'packages/server/src/app.ts': text }), [])
})

test('an arrow against the direction is found, in types too', () => {
  assert.deepEqual(find({ 'packages/sdk/src/x.ts': `import type { X } from 'balie'` }), [
    'packages/sdk/src/x.ts: sdk may not import server',
  ])
  assert.deepEqual(find({ 'packages/web/src/x.ts': `export { a } from '@balie/sdk'` }), [
    'packages/web/src/x.ts: web may not import sdk',
  ])
  assert.deepEqual(find({ 'packages/web/src/x.ts': `type A = import('@balie/sdk').A` }), [
    'packages/web/src/x.ts: web may not import sdk',
  ])
})

test('a deep path is found, by name and by way of folders', () => {
  assert.deepEqual(find({ 'packages/server/src/x.ts': `import '@balie/sdk/src/secret.ts'` }), [
    'packages/server/src/x.ts: @balie/sdk/src/secret.ts is not published by @balie/sdk',
  ])
  assert.deepEqual(find({ 'packages/server/src/x.ts': `await import('../../sdk/src/index.ts')` }), [
    'packages/server/src/x.ts: ../../sdk/src/index.ts reaches into another package: import its published entry',
  ])
})

test('tools may reach in, and a package without a row is found', () => {
  assert.deepEqual(find({ 'tools/x.ts': `import '../packages/sdk/src/index.ts'` }), [])
  assert.deepEqual(find({ 'packages/extra/package.json': '{"name":"extra"}' }), [
    'packages/extra/package.json: the package extra has no row in the table of arrows',
  ])
})

test('the examples stand for the plugin of somebody else: they know what the sdk publishes', () => {
  assert.deepEqual(find({ 'examples/x.ts': `import '@balie/sdk/testing'` }), [])
  assert.deepEqual(find({ 'examples/x.ts': `import 'balie'\nimport '../packages/sdk/src/index.ts'` }), [
    'examples/x.ts: examples may not import server',
    'examples/x.ts: ../packages/sdk/src/index.ts reaches into another package: import its published entry',
  ])
})
