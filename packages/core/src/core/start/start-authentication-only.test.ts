import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createStartAuthRequest, importSigningKey } from '@balie/sdk'
import { AUTH_CLIENT_URL, startTestCore, type TestCore, testClock } from '../../testing/test-core.ts'
import { TEST_KEYS } from '../../testing/test-keys.ts'
import vectors from '../../testing/vectors/id-contact.json' with { type: 'json' }

const REQUEST = {
  purpose: 'later',
  authMethod: 'plain',
  commUrl: 'https://balie.example/resume',
  attrUrl: 'http://balie.internal/attr/1',
}
const OWN = importSigningKey(TEST_KEYS.rsa.privateKey)

function post(core: TestCore, jws: string): Promise<Response> {
  const headers = { 'content-type': 'application/jwt', accept: 'application/json' }
  return fetch(`${core.url}/start`, { method: 'POST', headers, body: jws, redirect: 'manual' })
}

test('CO-2 signed request: authentication only, with the attributes of the purpose', async (t) => {
  const core = await startTestCore(t)
  const options = { signingKey: OWN, keyId: 'balie', clock: core.clock }
  const answer = await post(core, await createStartAuthRequest(REQUEST, options))
  assert.equal(answer.status, 200)
  assert.deepEqual(await answer.json(), { client_url: AUTH_CLIENT_URL })
  assert.deepEqual(core.auth.received[0]?.body, {
    attributes: ['email'],
    continuation: REQUEST.commUrl,
    attr_url: REQUEST.attrUrl,
  })
  assert.equal(core.comm.received.length, 0)
})

test('CO-2 signed request: the published example, without iat and exp, is accepted', async (t) => {
  const core = await startTestCore(t, {
    authonly_request_keys: { test: { type: 'RSA', key: vectors.keys.rsa.public_pem } },
    dangerously_allow_example_keys: true,
    auth_methods: [{ tag: 'irma', name: '', image_path: '', start: 'http://127.0.0.1:1' }],
    purposes: [{ tag: 'personal_question', attributes: [], allowed_auth: ['*'], allowed_comm: [] }],
  })
  // It passes every check; only the plugin of this test is not there.
  assert.equal((await post(core, vectors.start_auth_request.jws)).status, 502)
})

test('CO-2 signed request: another key, name, time or content is refused, and no plugin called', async (t) => {
  const core = await startTestCore(t)
  const { clock } = core
  const other = importSigningKey(TEST_KEYS.otherRsa.privateKey)
  const past = testClock()
  past.at -= 3600_000
  const good = await createStartAuthRequest(REQUEST, { signingKey: OWN, keyId: 'balie', clock })
  const refused = [
    await createStartAuthRequest(REQUEST, { signingKey: other, keyId: 'balie', clock }),
    await createStartAuthRequest(REQUEST, { signingKey: OWN, keyId: 'nobody', clock }),
    await createStartAuthRequest(REQUEST, { signingKey: OWN, keyId: '__proto__', clock }),
    await createStartAuthRequest(REQUEST, { signingKey: OWN, keyId: 'balie', clock: past }),
    `${good.slice(0, -4)}AAAA`,
    'nonsense',
    vectors.auth_result.inner_jws,
    vectors.core_url_state.expired,
  ]
  for (const jws of refused) {
    const answer = await post(core, jws)
    assert.equal(answer.status, 400)
    assert.equal(((await answer.json()) as { error: string }).error, 'START_REQUEST_REFUSED')
  }
  assert.equal(core.auth.received.length, 0)
})

test('CO-2 signed request: a purpose or a method that is not allowed is refused, signature or not', async (t) => {
  const core = await startTestCore(t)
  const options = { signingKey: OWN, keyId: 'balie', clock: core.clock }
  for (const change of [{ purpose: 'nothing' }, { authMethod: 'shim' }, { authMethod: 'nothing' }]) {
    const answer = await post(core, await createStartAuthRequest({ ...REQUEST, ...change }, options))
    assert.equal(answer.status, 400)
  }
  assert.equal(core.auth.received.length, 0)
})
