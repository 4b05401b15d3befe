import assert from 'node:assert/strict'
import { test } from 'node:test'
import { importDecryptionKey, importVerificationKey, systemRandom, verifyAuthResult } from '@balie/sdk'
import { makeAuthTestConfig } from '../config/read-auth-test-config.ts'
import { type RecordingPlugin, startRecordingPlugin } from '../testing/recording-plugin.ts'
import { testClock } from '../testing/test-core.ts'
import { TEST_KEYS } from '../testing/test-keys.ts'
import { startAuthTest } from './create-auth-test.ts'

const CONTINUATION = 'https://comm.example/c/abc?x=1'
const BASE = 'https://auth.example'
const SUCCEED = { action: 'succeed', 'value-0': 'sanne@example.nl', 'value-1': '' }

const MIXES = [
  { signing: TEST_KEYS.rsa, encryption: TEST_KEYS.otherRsa },
  { signing: TEST_KEYS.rsa, encryption: TEST_KEYS.ec },
  { signing: TEST_KEYS.ec, encryption: TEST_KEYS.rsa },
  { signing: TEST_KEYS.ec, encryption: TEST_KEYS.otherEc },
] as const

async function setUp(t: test.TestContext, change: object = {}, mix: (typeof MIXES)[number] = MIXES[1]) {
  const clock = testClock()
  const comm = await startRecordingPlugin(t)
  const config = makeAuthTestConfig({
    global: {
      address: '127.0.0.1',
      port: 0,
      server_url: BASE,
      internal_url: 'http://auth.internal',
      with_session: true,
      attributes: { email: 'bla@example.com' },
      encryption_pubkey: mix.encryption.publicKey,
      signing_privkey: mix.signing.privateKey,
      ...change,
    },
  })
  const plugin = await startAuthTest(config, { clock, random: systemRandom, deliveryTimeoutMs: 500 })
  t.after(() => plugin.close())
  const verify = (jwe: unknown) =>
    verifyAuthResult(String(jwe), {
      decryptionKey: importDecryptionKey(mix.encryption.privateKey),
      verificationKey: importVerificationKey(mix.signing.publicKey),
      clock,
    })
  return { clock, comm, plugin, verify }
}

async function begin(
  plugin: { url: string },
  comm?: RecordingPlugin,
  attributes = ['email', 'bsn'],
): Promise<string> {
  const answer = await fetch(`${plugin.url}/start_authentication`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      attributes,
      continuation: CONTINUATION,
      attr_url: comm ? `${comm.url}/attr/1` : null,
    }),
  })
  assert.equal(answer.status, 200)
  const { client_url } = (await answer.json()) as { client_url: string }
  assert.match(client_url, /^https:\/\/auth\.example\/authenticate\/[\w-]{32}$/)
  return client_url.replace(BASE, plugin.url)
}

const decide = (url: string, form: Record<string, string>) =>
  fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams(form) })

test('AU-1: the page shows what is asked, with the values of the configuration', async (t) => {
  const { comm, plugin } = await setUp(t)
  const url = await begin(plugin, comm, ['email', 'bsn', '<b>\u202E'])
  const text = await (await fetch(url)).text()
  assert.match(
    text,
    /<label for="value-0">email<\/label>\s*<input id="value-0" name="value-0" value="bla@example.com"/,
  )
  assert.match(text, /<label for="value-1">bsn<\/label>\s*<input id="value-1" name="value-1" value=""/)
  assert.match(text, /&lt;b&gt;\[U\+202E\]/)
  assert.match(text, /comm\.example/)
  assert.doesNotMatch(text, /\/c\/abc/, 'the secret of the address is not shown')
  for (const words of ['Inloggen gelukt', 'Inloggen mislukt', 'Annuleren', 'Dit is een test'])
    assert.ok(text.includes(words))
  assert.match(await (await fetch(`${url}?lang=en`)).text(), /Login succeeded/)
})

test('AU-2: a success is POSTed before the user goes on, in all four mixes of keys', async (t) => {
  for (const mix of MIXES) {
    const { comm, plugin, verify } = await setUp(t, {}, mix)
    const answer = await decide(await begin(plugin, comm), { ...SUCCEED, when: 'now' })
    assert.equal(answer.status, 303)
    assert.equal(answer.headers.get('location'), CONTINUATION)
    assert.equal(comm.received.length, 1, 'it had arrived when the redirect came')
    assert.equal(comm.last().path, '/attr/1')
    assert.equal(comm.last().type, 'application/jwt')
    const { result } = await verify(comm.last().body)
    assert.ok(result.status === 'succes')
    assert.deepEqual(
      { ...result.attributes.reveal() },
      { email: 'sanne@example.nl' },
      'an empty field is left out',
    )
    assert.match(result.sessionUrl?.reveal() ?? '', /^http:\/\/auth\.internal\/session\/[\w-]+$/)
  }
})

test('AU-2: without attr_url the result goes along with the user', async (t) => {
  const { plugin, verify } = await setUp(t, { with_session: false })
  const answer = await decide(await begin(plugin), SUCCEED)
  const location = new URL(answer.headers.get('location') ?? '')
  assert.equal(location.searchParams.get('x'), '1')
  const { result } = await verify(location.searchParams.get('result'))
  assert.equal(result.status, 'succes')
  assert.equal(result.sessionUrl, undefined)
})

test('AC-8: a failure is sent as failed; a cancellation sends nothing', async (t) => {
  const { comm, plugin, verify } = await setUp(t)
  const url = await begin(plugin, comm)
  const cancelled = await decide(url, { action: 'cancel' })
  assert.equal(cancelled.headers.get('location'), CONTINUATION)
  assert.equal(comm.received.length, 0)
  const failed = await decide(url, { action: 'fail' })
  assert.equal(failed.headers.get('location'), CONTINUATION)
  assert.equal((await verify(comm.last().body)).result.status, 'failed')
  assert.equal((await decide(url, { action: 'else' })).status, 400)
})

test('FL-8: a result can wait until the tester sends it, and is fresh then', async (t) => {
  const { clock, comm, plugin, verify } = await setUp(t)
  const answer = await decide(await begin(plugin, comm), { ...SUCCEED, when: 'later' })
  assert.equal(answer.headers.get('location'), CONTINUATION)
  assert.equal(comm.received.length, 0)
  clock.at += 10 * 60_000
  const text = await (await fetch(`${plugin.url}/sessions`)).text()
  const action = /action="(\/deliveries\/[\w-]+)"/.exec(text)?.[1] ?? assert.fail('there is no button')
  assert.ok(!text.includes('sanne@example.nl'), 'the page shows no values')

  comm.answers.set('/attr/1', { status: 503 })
  assert.equal((await decide(plugin.url + action, {})).status, 502)
  comm.answers.delete('/attr/1')
  const sent = await decide(plugin.url + action, { lang: 'en' })
  assert.equal(sent.status, 303)
  assert.equal(sent.headers.get('location'), '/sessions?lang=en')
  assert.equal((await verify(comm.last().body)).result.status, 'succes')
  assert.equal((await decide(plugin.url + action, {})).status, 404, 'once is enough')
})

test('V2: a result that is refused or does not arrive is shown, with a way on', async (t) => {
  const { comm, plugin } = await setUp(t)
  const url = await begin(plugin, comm)
  comm.answers.set('/attr/1', { status: 404 })
  const answer = await decide(url, { ...SUCCEED, lang: 'en' })
  assert.equal(answer.status, 502)
  const text = await answer.text()
  assert.match(text, /The result could not be delivered/)
  assert.ok(text.includes(`href="${CONTINUATION}"`))
})

test('SF: session updates are noted and shown, newest first; activity after a logout is wrong and shown so', async (t) => {
  const { comm, plugin, verify } = await setUp(t)
  await decide(await begin(plugin, comm), SUCCEED)
  const { result } = await verify(comm.last().body)
  const url = (result.sessionUrl?.reveal() ?? '').replace('http://auth.internal', plugin.url)
  const revision = async () =>
    ((await (await fetch(`${plugin.url}/sessions/revision`)).json()) as { revision: number }).revision
  const update = async (type: string, init: RequestInit = {}) =>
    (await fetch(`${url}?type=${type}`, { method: 'POST', ...init })).status

  const before = await revision()
  assert.equal(await update('user_active'), 204)
  assert.ok((await revision()) > before)
  assert.equal(await update('user_active', { body: 'x', headers: { 'content-type': 'text/odd' } }), 204)
  assert.equal(await update('logout'), 204)
  assert.equal(await update('logout'), 204, 'a logout may be repeated')
  assert.equal(await update('user_active'), 410)
  assert.equal(await update('else'), 400)
  assert.equal((await fetch(`${plugin.url}/session/nothing?type=logout`, { method: 'POST' })).status, 404)

  const text = await (await fetch(`${plugin.url}/sessions?lang=en`)).text()
  const shown = [...text.matchAll(/<\/time> · (.*?)<\/li>/g)].map((found) =>
    (found[1] ?? '').replaceAll(/<[^>]*>/g, ''),
  )
  assert.deepEqual(shown, [
    'active (after the logout: not allowed)',
    'logged out',
    'logged out',
    'active',
    'active',
  ])
})

test('an authentication that is unknown or older than half an hour is a page that says so', async (t) => {
  const { clock, comm, plugin } = await setUp(t)
  const url = await begin(plugin, comm)
  assert.equal((await fetch(`${plugin.url}/authenticate/nothing`)).status, 404)
  clock.at += 31 * 60_000
  const answer = await fetch(url)
  assert.equal(answer.status, 404)
  assert.match(await answer.text(), /Dit bestaat niet \(meer\)/)
  assert.equal((await decide(url, SUCCEED)).status, 404)
})

test('T9: what it is asked and what is filled in have limits', async (t) => {
  const { comm, plugin } = await setUp(t)
  const ask = (body: object) =>
    fetch(`${plugin.url}/start_authentication`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  for (const body of [
    {},
    { attributes: ['email'], continuation: 'javascript:alert(1)' },
    { attributes: ['email'], continuation: CONTINUATION, attr_url: 'file:///etc/passwd' },
    { attributes: Array.from({ length: 100 }, (_, index) => `a${index}`), continuation: CONTINUATION },
  ]) {
    assert.equal((await ask(body)).status, 400)
  }
  const long = await decide(await begin(plugin, comm), { ...SUCCEED, 'value-0': 'x'.repeat(5000) })
  assert.equal(long.status, 400)
  assert.equal(comm.received.length, 0)
})

test('memory is bounded: the oldest authentication makes way', async (t) => {
  const { comm, plugin } = await setUp(t)
  const first = await begin(plugin, comm)
  for (let count = 0; count < 1000; count += 1) await begin(plugin, comm)
  assert.equal((await fetch(first)).status, 404)
})
