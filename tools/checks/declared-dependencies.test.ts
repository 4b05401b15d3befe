import assert from 'node:assert/strict'
import { test } from 'node:test'
import { repositoryFrom } from '../source/repository.ts'
import { declaredDependencies } from './declared-dependencies.ts'

const MANIFESTS = {
  'package.json': JSON.stringify({ devDependencies: { '@playwright/test': '1.0.0' } }),
  'packages/sdk/package.json': JSON.stringify({
    name: '@balie/sdk',
    dependencies: { jose: '6.0.0', typebox: '1.0.0', pg: '8.0.0' },
    peerDependencies: { fastify: '>=5' },
  }),
  'packages/web/package.json': JSON.stringify({
    name: '@balie/web',
    devDependencies: { '@utrecht/css': '9.0.0' },
  }),
}

const find = (file: string, text: string) =>
  declaredDependencies.find(repositoryFrom({ ...MANIFESTS, [file]: text })).map(({ message }) => message)

test('what is declared may be imported, and node itself', () => {
  assert.deepEqual(
    find('packages/sdk/src/a.ts', `import 'jose'\nimport 'typebox/value'\nimport 'node:fs'`),
    [],
  )
  assert.deepEqual(
    find('packages/web/src/a.ts', `import '@utrecht/css/x.css'\nimport 'virtual:theme.css'`),
    [],
  )
})

test('what is not declared is found; tests have the tools of the root as well', () => {
  const text = `import '@playwright/test'`
  assert.deepEqual(find('packages/sdk/src/a.ts', text), ['@playwright/test: is not in the package.json'])
  assert.deepEqual(find('packages/sdk/src/a.test.ts', text), [])
})

test('the sdk brings no web framework and no database, declared or not', () => {
  assert.deepEqual(find('packages/sdk/src/a.ts', `import 'pg'`), ['pg: the sdk brings only jose and typebox'])
  const types = `import type { FastifyInstance } from 'fastify'`
  assert.deepEqual(find('packages/sdk/src/adapters/fastify.ts', types), [])
  assert.equal(find('packages/sdk/src/start/a.ts', types).length, 1)
  assert.equal(find('packages/sdk/src/adapters/fastify.ts', `import fastify from 'fastify'`).length, 1)
})

test('what runs in a browser does not use node', () => {
  assert.deepEqual(find('packages/web/src/a.ts', `import 'node:fs'`), [
    'node:fs: this package runs in a browser',
  ])
  assert.deepEqual(find('packages/web/src/a.test.ts', `import 'node:fs'`), [])
})
