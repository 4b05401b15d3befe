import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import { findChromium } from './chromium.mjs'
import { pathWith } from './path-with.ts'

test('the browser that is named wins from the one on PATH', (t) => {
  const folder = pathWith(t, { 'google-chrome': '', mine: '' })
  assert.equal(findChromium({ PATH: folder }), path.join(folder, 'google-chrome'))
  const mine = path.join(folder, 'mine')
  assert.equal(findChromium({ PATH: folder, BALIE_CHROMIUM: mine }), mine)
})

test('a browser that is named and not there is told', () => {
  assert.throws(() => findChromium({ BALIE_CHROMIUM: '/nowhere/chromium' }), /there is no program there/)
})
