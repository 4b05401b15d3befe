import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AUTH_CLIENT_URL, startTestCore } from '../../testing/test-core.ts'

const FULL = { purpose: 'report_move', auth_method: 'plain', comm_method: 'chat' }

test('protocol section 5: JSON for exactly "accept: application/json", for anything else a 303', async (t) => {
  const core = await startTestCore(t)
  const json = await core.start(FULL, { accept: 'application/json' })
  assert.equal(json.status, 200)
  for (const accept of [
    '*/*',
    'application/json, text/plain, */*',
    'application/json; charset=utf-8',
    'text/html',
  ]) {
    const answer = await core.start(FULL, { accept })
    assert.equal(answer.status, 303, accept)
    assert.equal(answer.headers.get('location'), AUTH_CLIENT_URL)
  }
})

test("CO-2: the fork's form", async (t) => {
  const core = await startTestCore(t)
  const answer = await fetch(`${core.url}/start`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(FULL),
  })
  assert.equal(answer.status, 303)
  assert.equal(answer.headers.get('location'), AUTH_CLIENT_URL)
})

test('bodies that cannot be read: 400, 413 and 415 with a code, and no plugin called', async (t) => {
  const core = await startTestCore(t)
  const post = (type: string, body: string) =>
    fetch(`${core.url}/start`, { method: 'POST', headers: { 'content-type': type }, body })
  const cases = [
    [await post('application/json', '{not json'), 400, 'BODY_INVALID'],
    [await post('application/json', ''), 400, 'BODY_INVALID'],
    [await post('application/json', '"a string"'), 400, 'BODY_INVALID'],
    [
      await post('application/json', JSON.stringify({ ...FULL, auth_result: 'x'.repeat(40_000) })),
      413,
      'BODY_TOO_LARGE',
    ],
    [await post('text/plain', JSON.stringify(FULL)), 415, 'CONTENT_TYPE_UNKNOWN'],
    [await post('application/xml', '<start/>'), 415, 'CONTENT_TYPE_UNKNOWN'],
  ] as const
  for (const [answer, status, code] of cases) {
    assert.equal(answer.status, status)
    assert.equal(((await answer.json()) as { error: string }).error, code)
  }
  assert.equal(core.comm.received.length, 0)
})
