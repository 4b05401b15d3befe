import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AUTH_CLIENT_URL, COMM_CLIENT_URL, startTestCore, type TestCore } from '../../testing/test-core.ts'

async function page(core: TestCore, path: string, headers: Record<string, string> = {}): Promise<string> {
  const answer = await fetch(core.url + path, { headers })
  assert.equal(answer.headers.get('content-type'), 'text/html; charset=utf-8')
  return answer.text()
}

function initiate(core: TestCore, form: Record<string, string>): Promise<Response> {
  return fetch(`${core.url}/initiate`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(form),
  })
}

test('the first page offers the purposes that can be started, in Dutch and in English', async (t) => {
  const core = await startTestCore(t, { organisation: 'Gemeente <Voorbeeld>' })
  const dutch = await page(core, '/')
  assert.match(dutch, /<html lang="nl">/)
  assert.match(dutch, /Waarmee kunnen we u helpen\?/)
  assert.match(dutch, /Gemeente &lt;Voorbeeld&gt;/)
  assert.match(dutch, /href="\/\?purpose=report_move&amp;lang=nl"|href="\/\?purpose=report_move&lang=nl"/)
  assert.doesNotMatch(dutch, /purpose=later/, 'there is no way to talk about it')
  assert.match(await page(core, '/', { 'accept-language': 'en-GB' }), /How can we help you\?/)
  assert.match(await page(core, '/?lang=en'), /<html lang="en">/)
})

test('the second page asks what there is to choose, and says what will be shared', async (t) => {
  const core = await startTestCore(t, { attribute_labels: { email: { nl: 'E-mailadres' } } })
  const text = await page(core, '/?purpose=report_move')
  assert.match(text, /<legend>Hoe wilt u contact\?<\/legend>/)
  assert.equal(text.match(/type="radio"/g)?.length, 5)
  assert.match(text, /<li>E-mailadres<\/li><li>Bsn<\/li>/)
  assert.doesNotMatch(text, /Zonder inloggen/)
})

test('AC-7, UN-4: one way only is no question; without logging in only where it is allowed', async (t) => {
  const core = await startTestCore(t)
  const text = await page(core, '/?purpose=question')
  assert.match(text, /<input type="hidden" name="comm_method" value="chat">/)
  assert.match(text, /Zonder inloggen/)
  assert.equal(text.match(/type="radio"/g)?.length, 2)
})

test('the form starts a session and sends the browser on', async (t) => {
  const core = await startTestCore(t)
  const full = await initiate(core, {
    purpose: 'report_move',
    comm_method: 'chat',
    auth_method: 'plain',
    lang: 'nl',
  })
  assert.equal(full.status, 303)
  assert.equal(full.headers.get('location'), AUTH_CLIENT_URL)
  const without = await initiate(core, { purpose: 'question', comm_method: 'chat', auth_method: '' })
  assert.equal(without.headers.get('location'), COMM_CLIENT_URL)
})

test('a telephone number is shown, as not every device can call', async (t) => {
  const core = await startTestCore(t)
  core.comm.answers.set('/start_communication', { body: { client_url: 'tel:+31201234567,,1234567890' } })
  const answer = await initiate(core, { purpose: 'question', comm_method: 'chat', auth_method: '' })
  assert.equal(answer.status, 200)
  assert.match(await answer.text(), /href="tel:\+31201234567,,1234567890"/)
})

test('what is missing is said beside the question, and what was chosen is kept', async (t) => {
  const core = await startTestCore(t)
  const answer = await initiate(core, { purpose: 'report_move', comm_method: 'old' })
  assert.equal(answer.status, 400)
  const text = await answer.text()
  assert.match(text, /Er ontbreekt nog iets/)
  assert.match(text, /<a href="#auth_method-0">Kies hoe u wilt laten zien wie u bent\.<\/a>/)
  assert.match(text, /value="old" required checked/)
  assert.equal(core.comm.received.length, 0)
})

test('errors are pages with a sentence on what to do, in the language of the form', async (t) => {
  const core = await startTestCore(t, {}, { pluginTimeoutMs: 1000 })
  const form = { purpose: 'report_move', comm_method: 'chat', auth_method: 'plain', lang: 'en' }
  core.comm.answers.set('/start_communication', { status: 500 })
  const failed = await initiate(core, form)
  assert.equal(failed.status, 502)
  const text = await failed.text()
  assert.match(text, /Try again in a few minutes/)
  assert.match(text, /href="\/\?purpose=report_move&(amp;)?lang=en">Try again/)
  core.comm.answers.set('/start_communication', { never: true })
  assert.match(await (await initiate(core, form)).text(), /does not answer/)

  for (const [change, words] of [
    [{ purpose: 'nothing' }, /does not exist/],
    [{ auth_method: 'nothing' }, /not possible/],
    [{ auth_method: '' }, /not possible/],
  ] as const) {
    const refused = await initiate(core, { ...form, ...change })
    assert.equal(refused.status, 400)
    assert.match(await refused.text(), words)
  }
  const unknown = await fetch(`${core.url}/?purpose=<script>`)
  assert.equal(unknown.status, 400)
  assert.doesNotMatch(await unknown.text(), /<script>/)
})

test('behind a proxy with a path, links carry it', async (t) => {
  const core = await startTestCore(t, { server_url: 'https://host.example/core/' })
  const text = await page(core, '/?purpose=report_move')
  for (const link of text.matchAll(/(?:href|src|action)="(\/[^"]*)"/g))
    assert.match(link[1] ?? '', /^\/core\//)
})

test('everything a page loads is there, and is not loaded twice', async (t) => {
  const core = await startTestCore(t)
  const text = await page(core, '/?purpose=report_move')
  const files = [...text.matchAll(/(?:href|src)="(\/static\/[^"]*)"/g)].map((found) => found[1])
  assert.ok(files.length >= 4)
  for (const file of [
    ...files,
    '/static/source-sans-3-600.woff2',
    '/static/phone.svg',
    '/static/video.svg',
  ]) {
    const answer = await fetch(core.url + file)
    assert.equal(answer.status, 200, file)
    const etag = answer.headers.get('etag') ?? ''
    assert.equal((await fetch(core.url + file, { headers: { 'if-none-match': etag } })).status, 304)
  }
  for (const file of ['/static/..%2f..%2fpackage.json', '/static/constructor', '/static/nothing.svg']) {
    assert.equal((await fetch(core.url + file)).status, 404, file)
  }
})
