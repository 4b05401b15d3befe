import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type TestContext, test } from 'node:test'
import { findChromium, provideChromium } from './chromium.mjs'

/** A PATH on which programs with these names stand. */
function pathWith(t: TestContext, programs: Record<string, string>): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'balie-path-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(folder, { recursive: true })
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(path.join(folder, name), `#!/bin/sh\n${script}\n`)
    chmodSync(path.join(folder, name), 0o755)
  }
  return folder
}

test('the browser that is named wins from the one on PATH', (t) => {
  const folder = pathWith(t, { 'google-chrome': '' })
  assert.equal(findChromium({ PATH: folder }), path.join(folder, 'google-chrome'))
  assert.equal(findChromium({ PATH: folder, BALIE_CHROMIUM: '/opt/mine' }), '/opt/mine')
})

test('without apt-get the sentence says what to do instead', {
  skip: process.platform === 'darwin',
}, async () => {
  await assert.rejects(
    provideChromium({ PATH: '/nowhere' }),
    /Install Chromium or Google Chrome, or set BALIE_CHROMIUM/,
  )
})

test('a browser that is named and not there is told', async () => {
  await assert.rejects(provideChromium({ BALIE_CHROMIUM: '/nowhere/chromium' }), /there is no program there/)
})

test('apt-get is asked when we are root, and what it says is shown when it fails', async (t) => {
  const folder = pathWith(t, { 'apt-get': 'echo "E: Unable to locate package"; exit 100' })
  const expected =
    process.getuid?.() === 0 ? /apt-get said:\nE: Unable to locate/ : /sudo apt-get install chromium/
  await assert.rejects(provideChromium({ PATH: folder }), expected)
})
