import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type TestContext, test } from 'node:test'
import { missingPackages, thisMachine } from './missing-packages.mjs'
import { ROOT } from './repository.mjs'

const LINUX = { os: 'linux', cpu: 'x64', libc: 'glibc' } as const

const LOCKED = {
  'node_modules/jose': { version: '6.2.18' },
  'node_modules/@balie/sdk': { resolved: 'packages/sdk', link: true },
  'node_modules/native-linux': {
    version: '1.0.0',
    optional: true,
    os: ['linux'],
    cpu: ['x64'],
    libc: ['glibc'],
  },
  'node_modules/native-musl': {
    version: '1.0.0',
    optional: true,
    os: ['linux'],
    cpu: ['x64'],
    libc: ['musl'],
  },
  'node_modules/native-mac': { version: '1.0.0', optional: true, os: ['darwin'] },
  'node_modules/not-windows': { version: '1.0.0', os: ['!win32'] },
  'node_modules/nice-to-have': { version: '1.0.0', optional: true },
}

function clone(t: TestContext, installed: object | undefined): string {
  const root = mkdtempSync(path.join(os.tmpdir(), 'balie-clone-'))
  t.after(() => rmSync(root, { recursive: true, force: true }))
  writeFileSync(path.join(root, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...LOCKED } }))
  mkdirSync(path.join(root, 'node_modules'))
  if (installed !== undefined) {
    for (const folder of Object.keys(installed)) mkdirSync(path.join(root, folder), { recursive: true })
    writeFileSync(
      path.join(root, 'node_modules', '.package-lock.json'),
      JSON.stringify({ packages: installed }),
    )
  }
  return root
}

const INSTALLED = {
  'node_modules/jose': LOCKED['node_modules/jose'],
  'node_modules/@balie/sdk': LOCKED['node_modules/@balie/sdk'],
  'node_modules/native-linux': LOCKED['node_modules/native-linux'],
  'node_modules/not-windows': LOCKED['node_modules/not-windows'],
}

test('nothing is missing when all that is for this machine is there', (t) => {
  assert.deepEqual(missingPackages(clone(t, INSTALLED), LINUX), [])
})

test('after an installation that was broken off everything is missing', (t) => {
  assert.equal(missingPackages(clone(t, undefined), LINUX).length, 4)
})

test('another version, and what is made for this machine, are missed', (t) => {
  const older = clone(t, { ...INSTALLED, 'node_modules/jose': { version: '6.2.17' } })
  assert.deepEqual(missingPackages(older, LINUX), ['node_modules/jose'])
  assert.deepEqual(missingPackages(clone(t, INSTALLED), { os: 'darwin', cpu: 'arm64', libc: undefined }), [
    'node_modules/native-mac',
  ])
})

test('a folder that was thrown away is missed', (t) => {
  const root = clone(t, INSTALLED)
  rmSync(path.join(root, 'node_modules/jose'), { recursive: true })
  assert.deepEqual(missingPackages(root, LINUX), ['node_modules/jose'])
})

test('the clone that runs this test is complete', () => {
  assert.deepEqual(missingPackages(ROOT, thisMachine()), [])
})
