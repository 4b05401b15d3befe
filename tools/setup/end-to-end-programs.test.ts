import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { provideEndToEndPrograms } from './end-to-end-programs.mjs'
import { pathWith } from './path-with.ts'

const ROOT = process.getuid?.() === 0
/** What an installed machine has besides the browser. */
const SERVERS = { nginx: '', haproxy: '', 'redis-server': '' }

test('where everything is there, nothing is installed', async (t) => {
  const folder = pathWith(t, { ...SERVERS, chromium: '', 'apt-get': 'exit 1' })
  const provided = await provideEndToEndPrograms({ PATH: folder })
  assert.equal(provided.BALIE_CHROMIUM, path.join(folder, 'chromium'))
  assert.ok(provided.PATH.split(path.delimiter).includes('/usr/sbin'), 'where Debian has its servers')
})

test('without apt-get the sentence says what to do instead', {
  skip: process.platform === 'darwin',
}, async () => {
  await assert.rejects(
    provideEndToEndPrograms({ PATH: '/nowhere' }),
    /need Chromium.* Install Chromium.*BALIE_CHROMIUM.*npm test -- --only checks --only unit/,
  )
})

test('apt-get is asked when we are root, and what it says is shown when it fails', async (t) => {
  const folder = pathWith(t, { ...SERVERS, 'apt-get': 'echo "E: Unable to locate package"; exit 100' })
  const expected = ROOT
    ? /apt-get said:\nE: Unable to locate/
    : /sudo apt-get install chromium fonts-liberation/
  await assert.rejects(provideEndToEndPrograms({ PATH: folder }), expected)
})

test('all that is missing is asked of apt-get in one call, and it is told when that gave nothing', {
  skip: ROOT ? false : 'only root is let to install',
}, async (t) => {
  const folder = pathWith(t, {})
  const asked = path.join(folder, 'asked')
  const apt = pathWith(t, { 'apt-get': `echo "$*" >> ${asked}` })
  await assert.rejects(provideEndToEndPrograms({ PATH: apt }), /says that it installed Chromium.* and Redis/)
  const [update, install, ...more] = readFileSync(asked, 'utf8').trim().split('\n')
  assert.equal(update, 'update')
  assert.match(
    install ?? '',
    /^install --yes --no-install-recommends chromium fonts-liberation( \w+)* redis-server$/,
  )
  assert.deepEqual(more, [])
})
