import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startTestCore } from '../testing/test-core.ts'

const CHAT = { tag: 'chat', name: 'Chatten', image_path: '/static/chat.svg' }
const PLAIN = { tag: 'plain', name: 'Inloggen', image_path: '/static/login.svg' }

test('CO-1: the options of one purpose and of all', async (t) => {
  const core = await startTestCore(t)
  const one = await fetch(`${core.url}/session_options/question`)
  assert.equal(one.status, 200)
  assert.deepEqual(await one.json(), { auth_methods: [PLAIN], comm_methods: [CHAT] })

  const all = await fetch(`${core.url}/session_options`)
  const options = (await all.json()) as Record<string, { auth_methods: unknown[]; comm_methods: unknown[] }>
  assert.deepEqual(Object.keys(options), ['report_move', 'question', 'later'])
  assert.deepEqual(options['question'], { auth_methods: [PLAIN], comm_methods: [CHAT] })
  assert.equal(options['report_move']?.auth_methods.length, 3)
  assert.deepEqual(options['later'], { auth_methods: [PLAIN], comm_methods: [] })
})

test('CO-1: an unknown purpose is a 400 with a code and a sentence', async (t) => {
  const core = await startTestCore(t)
  for (const tag of ['nothing', '__proto__', 'x'.repeat(500)]) {
    const answer = await fetch(`${core.url}/session_options/${tag}`)
    assert.equal(answer.status, 400)
    assert.deepEqual(await answer.json(), {
      error: 'PURPOSE_UNKNOWN',
      detail: 'This purpose is not known here.',
    })
  }
})
