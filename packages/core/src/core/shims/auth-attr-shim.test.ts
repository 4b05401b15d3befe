import assert from 'node:assert/strict'
import { test } from 'node:test'
import { importDecryptionKey, importVerificationKey, Secret, verifyAuthResult } from '@balie/sdk'
import { COMM_CLIENT_URL, NOW, startTestCore, type TestCore } from '../../testing/test-core.ts'
import { TEST_KEYS } from '../../testing/test-keys.ts'
import vectors from '../../testing/vectors/id-contact.json' with { type: 'json' }
import { signUrlState } from './url-state.ts'

const FULL = { purpose: 'report_move', auth_method: 'shim', comm_method: 'chat' }
const CORE = 'https://core.example'

/** Starts a session through the shim, and gives the URL that the authentication plugin got, as it is on this machine. */
async function startThroughShim(core: TestCore): Promise<string> {
  assert.equal((await core.start(FULL)).status, 200)
  const body = core.auth.last().body as { continuation: string; attr_url?: string }
  assert.equal('attr_url' in body, false, 'the plugin cannot POST')
  assert.ok(body.continuation.startsWith(`${CORE}/auth_attr_shim/`))
  return body.continuation.replace(CORE, core.url)
}

const pass = (url: string) => fetch(url, { redirect: 'manual' })

test('CO-3 disable_attr_url: the result passes by the core, is POSTed, and the user goes on', async (t) => {
  const core = await startTestCore(t)
  const url = await startThroughShim(core)
  const answer = await pass(`${url}?result=a.b.c.d.e`)
  assert.equal(answer.status, 303)
  assert.equal(answer.headers.get('location'), COMM_CLIENT_URL)
  assert.deepEqual(core.comm.last(), {
    path: '/attr/secret',
    type: 'application/jwt',
    body: 'a.b.c.d.e',
  })
})

test('CO-3 disable_attr_url: who cancelled has no result, and goes on all the same', async (t) => {
  const core = await startTestCore(t)
  const url = await startThroughShim(core)
  const before = core.comm.received.length
  assert.equal((await pass(url)).headers.get('location'), COMM_CLIENT_URL)
  assert.equal(core.comm.received.length, before)
})

test('B3: a HEAD, as link scanners send, hands over nothing', async (t) => {
  const core = await startTestCore(t)
  const url = await startThroughShim(core)
  const before = core.comm.received.length
  const answer = await fetch(`${url}?result=a.b.c.d.e`, { method: 'HEAD', redirect: 'manual' })
  assert.equal(answer.status, 404)
  assert.equal(core.comm.received.length, before)
})

test('V2: a result that did not arrive is an error page that can be tried again; a refused one is not', async (t) => {
  const core = await startTestCore(t, {}, { pluginTimeoutMs: 1000 })
  const url = `${await startThroughShim(core)}?result=a.b.c.d.e`
  for (const [answer, status] of [
    [{ status: 500 }, 502],
    [{ never: true }, 504],
  ] as const) {
    core.comm.answers.set('/attr/secret', answer)
    const got = await pass(url)
    assert.equal(got.status, status)
    assert.equal(got.headers.get('location'), null)
    assert.match(await got.text(), /Ververs deze pagina/)
  }
  core.comm.answers.set('/attr/secret', { status: 200 })
  assert.equal((await pass(url)).status, 303)
  core.comm.answers.set('/attr/secret', { status: 400 })
  assert.equal((await pass(url)).status, 303)
})

test('F3, T4: a state that is forged, expired or of another kind leads nowhere', async (t) => {
  const core = await startTestCore(t)
  const url = await startThroughShim(core)
  const before = core.comm.received.length
  const clock = { now: () => NOW }
  const other = new Secret('secret', 'another secret, and also long enough to be one')
  const own = new Secret('secret', 'a secret of the tests, long enough to be one')
  const evil = { attr_url: `${core.comm.url}/attr/secret`, continuation: 'https://evil.example' }
  const states = [
    await signUrlState(evil, other, clock),
    await signUrlState({ continuation: 'https://evil.example' }, own, clock),
    `${url.split('/').at(-1)?.slice(0, -4)}AAAA`,
    vectors.core_url_state.expired,
    vectors.core_url_state.bad_signature,
    vectors.auth_result.inner_jws,
  ]
  for (const state of states) {
    const answer = await pass(`${core.url}/auth_attr_shim/${state}?result=a.b.c.d.e`)
    assert.equal(answer.status, 400)
    assert.equal(answer.headers.get('location'), null)
  }
  core.clock.at += 31 * 60_000
  assert.equal((await pass(`${url}?result=a.b.c.d.e`)).status, 400, 'half an hour is over')
  assert.equal(core.comm.received.length, before)
})

test('T4: a state is no auth result, for whoever takes it for one', async (t) => {
  const core = await startTestCore(t)
  const state = (await startThroughShim(core)).split('/').at(-1) ?? ''
  const keys = {
    decryptionKey: importDecryptionKey(TEST_KEYS.rsa.privateKey),
    verificationKey: importVerificationKey(TEST_KEYS.rsa.publicKey),
    clock: core.clock,
  }
  await assert.rejects(verifyAuthResult(state, keys), { code: 'AUTH_RESULT_REFUSED' })
})

test('T9: what a body can carry, the query can carry; two results are refused', async (t) => {
  const core = await startTestCore(t)
  const url = await startThroughShim(core)
  const large = 'x'.repeat(32 * 1024)
  assert.equal((await pass(`${url}?result=${large}`)).status, 303)
  assert.equal((core.comm.last().body as string).length, large.length)
  assert.equal((await pass(`${url}?result=a&result=b`)).status, 400)
  assert.equal((await pass(`${url}?result=${'x'.repeat(60 * 1024)}`)).status, 431)
})
