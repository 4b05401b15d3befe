import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startTestCore } from '../testing/test-core.ts'

test('every answer carries the safe headers, errors too', async (t) => {
  const core = await startTestCore(t)
  for (const path of ['/', '/session_options', '/nowhere', '/session_options/nothing', '/static/pages.css']) {
    const answer = await fetch(core.url + path)
    const policy = answer.headers.get('content-security-policy') ?? ''
    assert.match(policy, /default-src 'none'/, path)
    assert.match(policy, /frame-ancestors 'none'/)
    assert.doesNotMatch(policy, /unsafe/)
    assert.equal(answer.headers.get('referrer-policy'), 'no-referrer')
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
    if (path !== '/static/pages.css') assert.equal(answer.headers.get('cache-control'), 'no-store')
  }
})

test('health, and an unknown path for a program and for a person', async (t) => {
  const core = await startTestCore(t)
  assert.deepEqual(await (await fetch(`${core.url}/healthz`)).json(), { status: 'ok' })
  const program = await fetch(`${core.url}/nowhere`)
  assert.equal(program.status, 404)
  assert.deepEqual(await program.json(), { error: 'NOT_FOUND', detail: 'There is nothing at this address.' })
  const person = await fetch(`${core.url}/nowhere`, {
    headers: { accept: 'text/html', 'accept-language': 'en' },
  })
  assert.equal(person.status, 404)
  assert.match(await person.text(), /We cannot find this/)
})

test('F1, P1: logs tell the route, and nothing of tokens, states or attribute URLs', async (t) => {
  const lines: string[] = []
  const log = (fields: object, message: string) => void lines.push(`${message} ${JSON.stringify(fields)}`)
  const core = await startTestCore(t, {}, { logger: { info: log, warn: log, error: log } })
  const canary = 'canary-3f1c9'
  await fetch(`${core.url}/auth_attr_shim/${canary}?result=${canary}`)
  await core.start({ purpose: canary, comm_method: canary, auth_result: canary })
  await core.start({ purpose: 'report_move', comm_method: 'old', auth_result: canary })
  core.comm.answers.set('/start_communication', {
    body: { client_url: 'https://x', attr_url: `http://127.0.0.1:1/${canary}` },
  })
  await core.start({ purpose: 'report_move', comm_method: 'old', auth_result: canary })
  core.comm.answers.set('/start_communication', { body: `{"client_url": "${canary}"` })
  await core.start({ purpose: 'report_move', comm_method: 'old', auth_result: canary })
  const text = lines.join('\n')
  assert.match(text, /"route":"\/auth_attr_shim\/:state"/)
  assert.match(text, /PLUGIN_FAILED/)
  assert.ok(!text.includes(canary), text)
})
