import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AUTH_CLIENT_URL, COMM_CLIENT_URL, startTestCore } from '../../testing/test-core.ts'

const FULL = { purpose: 'report_move', auth_method: 'plain', comm_method: 'chat' }

test('CO-2 full session: the communication plugin first, then the authentication plugin with what it said', async (t) => {
  const core = await startTestCore(t)
  const answer = await core.start(FULL)
  assert.equal(answer.status, 200)
  assert.deepEqual(await answer.json(), { client_url: AUTH_CLIENT_URL })
  assert.deepEqual(core.comm.received, [
    { path: '/start_communication', type: 'application/json', body: { purpose: 'report_move' } },
  ])
  assert.deepEqual(core.auth.received, [
    {
      path: '/start_authentication',
      type: 'application/json',
      body: {
        attributes: ['email', 'bsn'],
        continuation: COMM_CLIENT_URL,
        attr_url: `${core.comm.url}/attr/secret`,
      },
    },
  ])
})

test('CO-2 full session: attr_url null or absent leaves the result to the landing', async (t) => {
  const core = await startTestCore(t)
  for (const attr_url of [null, undefined]) {
    core.comm.answers.set('/start_communication', { body: { client_url: COMM_CLIENT_URL, attr_url } })
    assert.equal((await core.start(FULL)).status, 200)
    assert.deepEqual(core.auth.last().body, {
      attributes: ['email', 'bsn'],
      continuation: COMM_CLIENT_URL,
    })
  }
})

test('CO-2 earlier result: the communication plugin gets it, and the user goes there', async (t) => {
  const core = await startTestCore(t)
  const answer = await core.start({ purpose: 'report_move', comm_method: 'chat', auth_result: 'a.b.c.d.e' })
  assert.deepEqual(await answer.json(), { client_url: COMM_CLIENT_URL })
  assert.deepEqual(core.comm.received[0]?.body, { purpose: 'report_move', auth_result: 'a.b.c.d.e' })
  assert.equal(core.auth.received.length, 0)
})

test('CO-2, UN-4 unauthenticated: only where the purpose allows it', async (t) => {
  const core = await startTestCore(t)
  const allowed = await core.start({ purpose: 'question', comm_method: 'chat' })
  assert.deepEqual(await allowed.json(), { client_url: COMM_CLIENT_URL })
  assert.deepEqual(core.comm.received[0]?.body, { purpose: 'question' })

  const refused = await core.start({ purpose: 'report_move', comm_method: 'chat' })
  assert.equal(refused.status, 400)
  assert.equal(((await refused.json()) as { error: string }).error, 'UNAUTHENTICATED_REFUSED')
  assert.equal(core.comm.received.length, 1)
})

test('CO-2: what is refused is refused before any plugin is called', async (t) => {
  const core = await startTestCore(t)
  const cases: [object, string][] = [
    [{ ...FULL, purpose: 'nothing' }, 'PURPOSE_UNKNOWN'],
    [{ ...FULL, purpose: '__proto__' }, 'PURPOSE_UNKNOWN'],
    [{ ...FULL, auth_method: 'nothing' }, 'METHOD_REFUSED'],
    [{ ...FULL, comm_method: 'nothing' }, 'METHOD_REFUSED'],
    [{ ...FULL, purpose: 'question', comm_method: 'old' }, 'METHOD_REFUSED'],
    [{ ...FULL, purpose: 'question', auth_method: 'shim' }, 'METHOD_REFUSED'],
    [{ purpose: 'later', comm_method: 'chat' }, 'METHOD_REFUSED'],
    [{ purpose: 'report_move', auth_method: 'plain' }, 'BODY_INVALID'],
    [{ auth_method: 'plain', comm_method: 'chat' }, 'BODY_INVALID'],
    [{ ...FULL, comm_method: 7 }, 'BODY_INVALID'],
    // Unsigned, it is no authentication during communication.
    [{ purpose: 'report_move', auth_method: 'plain', comm_url: 'https://evil.example' }, 'BODY_INVALID'],
  ]
  for (const [body, code] of cases) {
    const answer = await core.start(body)
    assert.equal(answer.status, 400, JSON.stringify(body))
    const problem = (await answer.json()) as { error: string; detail: string }
    assert.equal(problem.error, code)
    assert.equal(typeof problem.detail, 'string')
    assert.ok(!('client_url' in problem), 'an error must not look like a success')
  }
  assert.equal(core.comm.received.length + core.auth.received.length, 0)
})

test('V2: a plugin that fails, talks nonsense or sends elsewhere gives a 502, and the user goes nowhere', async (t) => {
  const core = await startTestCore(t)
  const nonsense = [
    { status: 500, body: { client_url: COMM_CLIENT_URL } },
    { body: 'not json at all' },
    { body: {} },
    { body: { client_url: 'javascript:alert(1)' } },
    { body: { client_url: COMM_CLIENT_URL, attr_url: 'file:///etc/passwd' } },
    { body: 'x'.repeat(100_000) },
    { status: 302, headers: { location: 'https://evil.example' } },
  ]
  for (const answer of nonsense) {
    core.comm.answers.set('/start_communication', answer)
    const got = await core.start(FULL, { accept: 'text/html' })
    assert.equal(got.status, 502, JSON.stringify(answer).slice(0, 80))
    assert.equal(got.headers.get('location'), null)
  }
  assert.equal(core.auth.received.length, 0, 'no authentication for a conversation that is not there')
})

test('V2: the same at the authentication plugin; a tel: URL is nothing to authenticate at', async (t) => {
  const core = await startTestCore(t)
  for (const body of [
    '',
    'null',
    {},
    { client_url: 'tel:+31201234567' },
    { client_url: 'data:text/html,x' },
  ]) {
    core.auth.answers.set('/start_authentication', { body })
    assert.equal((await core.start(FULL)).status, 502)
  }
})

test('V2: a plugin that does not answer gives a 504, one that is gone a 502; nothing is tried twice', async (t) => {
  const core = await startTestCore(t, {}, { pluginTimeoutMs: 1000 })
  core.comm.answers.set('/start_communication', { never: true })
  const slow = await core.start(FULL)
  assert.equal(slow.status, 504)
  assert.equal(((await slow.json()) as { error: string }).error, 'PLUGIN_SLOW')
  assert.equal(core.comm.received.length, 1)

  const gone = await startTestCore(t, {
    comm_methods: [{ tag: 'chat', name: '', image_path: '', start: 'http://127.0.0.1:1' }],
  })
  assert.equal((await gone.start(FULL)).status, 502)
})
