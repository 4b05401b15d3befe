import assert from 'node:assert/strict'
import { test } from 'node:test'
import { repositoryFrom } from '../source/repository.ts'
import { manifests } from './manifests.ts'

function find(change: { root?: object; sdk?: object; lock?: object }) {
  const files = {
    'package.json': { license: 'EUPL-1.2', devDependencies: { vite: '8.3.8' }, ...change.root },
    'packages/sdk/package.json': {
      name: '@balie/sdk',
      license: 'EUPL-1.2',
      dependencies: { jose: '6.2.18' },
      ...change.sdk,
    },
    'package-lock.json': { packages: { '': {}, 'node_modules/jose': { license: 'MIT' }, ...change.lock } },
  }
  const texts = Object.entries(files).map(([file, content]) => [file, JSON.stringify(content)])
  return manifests.find(repositoryFrom(Object.fromEntries(texts))).map(({ message }) => message)
}

test('exact versions, one of each, under our licence', () => {
  assert.deepEqual(find({}), [])
  assert.deepEqual(find({ sdk: { dependencies: { jose: '^6.2.18' } } }), ['jose ^6.2.18 is not exact'])
  assert.deepEqual(find({ sdk: { dependencies: { vite: '8.3.7' } } }), ['vite 8.3.7 is 8.3.8 elsewhere'])
  assert.deepEqual(find({ sdk: { license: 'MIT' } }), ['its licence is not EUPL-1.2'])
})

test('a licence that does not fit, or that nobody knows, is found', () => {
  assert.deepEqual(find({ lock: { 'node_modules/x': { license: '(GPL-3.0 OR MIT)' } } }), [])
  assert.deepEqual(find({ lock: { 'node_modules/x': { license: 'MIT AND GPL-3.0' } } }), [
    'x has the licence MIT AND GPL-3.0: look at it, and decide here',
  ])
  assert.match(find({ lock: { 'node_modules/x': {} } })[0] ?? '', /licence unknown/)
})

test('the tokens of a municipality are not ours to ship', () => {
  const lock = { 'node_modules/@utrecht/design-tokens': { license: 'EUPL-1.2' } }
  assert.deepEqual(find({ lock }), ['@utrecht/design-tokens is not ours to ship'])
})
