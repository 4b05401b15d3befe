import assert from 'node:assert/strict'
import { test } from 'node:test'
import { COMM_CLIENT_URL, startTestCore } from '../../testing/test-core.ts'

const START = { purpose: 'report_move', comm_method: 'old', auth_result: 'a.b.c.d.e' }

test('CO-3 disable_attributes_at_start: started without the result, which is then POSTed', async (t) => {
  const core = await startTestCore(t)
  assert.deepEqual(await (await core.start(START)).json(), { client_url: COMM_CLIENT_URL })
  assert.deepEqual(core.comm.received, [
    { path: '/start_communication', type: 'application/json', body: { purpose: 'report_move' } },
    { path: '/attr/secret', type: 'application/jwt', body: 'a.b.c.d.e' },
  ])
})

test('CO-3 disable_attributes_at_start: without attr_url the result goes along with the user', async (t) => {
  const core = await startTestCore(t)
  core.comm.answers.set('/start_communication', { body: { client_url: COMM_CLIENT_URL } })
  const bare = await core.start(START)
  assert.deepEqual(await bare.json(), { client_url: `${COMM_CLIENT_URL}?result=a.b.c.d.e` })
  core.comm.answers.set('/start_communication', {
    body: { client_url: `${COMM_CLIENT_URL}?x=1`, attr_url: null },
  })
  const query = await core.start(START)
  assert.deepEqual(await query.json(), { client_url: `${COMM_CLIENT_URL}?x=1&result=a.b.c.d.e` })
})

test('CO-3 disable_attributes_at_start: a result that is not taken leaves no half-started session', async (t) => {
  const core = await startTestCore(t, {}, { pluginTimeoutMs: 1000 })
  for (const answer of [{ status: 400 }, { status: 500 }, { never: true }]) {
    core.comm.answers.set('/attr/secret', answer)
    assert.equal((await core.start(START)).status, answer.never ? 504 : 502)
  }
  core.comm.answers.set('/start_communication', { body: { client_url: 'tel:+31201234567,,123' } })
  assert.equal((await core.start(START)).status, 502, 'a telephone carries no result')
})

test('CO-2: without authentication a telephone number is a place to go', async (t) => {
  const core = await startTestCore(t)
  core.comm.answers.set('/start_communication', { body: { client_url: 'tel:+31201234567,,1234567890' } })
  const answer = await core.start({ purpose: 'question', comm_method: 'chat' })
  assert.deepEqual(await answer.json(), { client_url: 'tel:+31201234567,,1234567890' })
})
