import assert from 'node:assert/strict'
import { createPublicKey } from 'node:crypto'
import { test } from 'node:test'
import { decodeProtectedHeader, jwtVerify } from 'jose'
import {
  AUTH_CLIENT_URL,
  COMM_CLIENT_URL,
  NOW,
  startTestCore,
  type TestCore,
} from '../../testing/test-core.ts'
import { TEST_KEYS } from '../../testing/test-keys.ts'

const TEL = 'tel:+31201234567,,1234567890'
const UI = 'https://ui.example/tel/'

async function continuationFor(core: TestCore, authMethod: string, clientUrl = TEL): Promise<string> {
  core.comm.answers.set('/start_communication', {
    body: { client_url: clientUrl, attr_url: `${core.comm.url}/attr` },
  })
  const answer = await core.start({ purpose: 'report_move', auth_method: authMethod, comm_method: 'chat' })
  assert.deepEqual(await answer.json(), { client_url: AUTH_CLIENT_URL })
  return (core.auth.last().body as { continuation: string }).continuation
}

test('CO-3 shim_tel_url: a telephone number is handed over as a page with a signed token', async (t) => {
  const core = await startTestCore(t)
  const continuation = await continuationFor(core, 'tel')
  assert.ok(continuation.startsWith(UI))
  const token = continuation.slice(UI.length)
  const key = createPublicKey(TEST_KEYS.ec.publicKey.key)
  const { payload } = await jwtVerify(token, key, { currentDate: new Date(NOW) })
  assert.deepEqual(payload, { continuation: TEL, iat: NOW / 1000 - 10, exp: NOW / 1000 + 3600 })
  assert.deepEqual(decodeProtectedHeader(token), { alg: 'ES256' })
})

test('CO-3: other continuations, and other methods, are left alone', async (t) => {
  const core = await startTestCore(t)
  assert.equal(await continuationFor(core, 'tel', COMM_CLIENT_URL), COMM_CLIENT_URL)
  assert.equal(await continuationFor(core, 'plain'), TEL)
})

test('the core can be the page itself: it shows the number and the code, for as long as they are valid', async (t) => {
  const core = await startTestCore(t)
  const url = (await continuationFor(core, 'tel')).replace(UI, `${core.url}/tel/`)
  const page = await fetch(url, { headers: { 'accept-language': 'en' } })
  assert.equal(page.status, 200)
  const text = await page.text()
  assert.match(text, /\+31201234567/)
  assert.match(text, /123 456 7890/)
  assert.ok(text.includes(`href="${TEL}"`))
  assert.equal((await fetch(`${url.slice(0, -4)}AAAA`)).status, 400)
  core.clock.at += 61 * 60_000
  assert.equal((await fetch(url)).status, 400)
})
