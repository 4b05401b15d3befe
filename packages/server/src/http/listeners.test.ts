import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { after, before, describe, it } from 'node:test'
import { systemClock, systemRandom } from '@balie/sdk'
import Type from 'typebox'
import { type App, createApp } from '../app.ts'
import { masterKeyring } from '../config/master-keyring.ts'
import { createLog } from '../log.ts'
import { testConfig } from '../testing/test-config.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'

const canary = 'canary-0123456789'

describe('the two listeners', () => {
  let database: TestDatabase
  let app: App
  let urls: { publicUrl: string; internalUrl: string }
  const lines: string[] = []
  before(async () => {
    database = await createTestDatabase()
    app = await createApp({
      config: testConfig({ requests_per_minute: 60, trust_proxy: ['127.0.0.1', '::1'] }),
      keyring: masterKeyring([Buffer.alloc(32, 1).toString('base64')]),
      store: database,
      clock: systemClock,
      random: systemRandom,
      log: createLog({ level: 'trace', destination: { write: (line) => lines.push(line) } }),
    })
    const body = Type.Object({ count: Type.Integer() }, { additionalProperties: false })
    app.publicListener.post('/test/echo', { schema: { body } }, async (request) => request.body)
    app.publicListener.get('/test/breaks/:who', async () => {
      throw new TypeError(canary)
    })
    urls = await app.start()
  })
  after(async () => {
    await app.close()
    await database.close()
  })
  /** As another visitor each time, so that the limit of one does not meet the other tests. */
  let visitor = 0
  const ask = (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) => {
    visitor += 1
    const headers = { 'x-forwarded-for': `10.0.${visitor >> 8}.${visitor & 255}`, ...init.headers }
    return fetch(`${urls.publicUrl}${path}`, { ...init, headers, redirect: 'manual' })
  }
  const post = (headers: Record<string, string>, body: string = JSON.stringify({ count: 1 })) =>
    ask('/test/echo', { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })

  it('B10: what is for components is not on the public one', async () => {
    for (const [method, path] of [
      ['POST', '/chat/start_communication'],
      ['POST', '/chat/attr/abc'],
      ['GET', '/metrics'],
      ['GET', '/readyz'],
    ] as const) {
      const answer = await ask(path, { method })
      assert.equal(answer.status, 404, path)
      assert.equal(await codeOf(answer), 'NOT_FOUND')
    }
    assert.equal((await fetch(`${urls.internalUrl}/metrics`)).status, 200)
  })

  it('F6: unsafe requests come from our own pages only', async () => {
    const { publicUrl } = urls
    const status = async (headers: Record<string, string>) => (await post(headers)).status
    assert.equal(await status({ origin: publicUrl }), 200)
    assert.equal(await status({ origin: 'null', 'sec-fetch-site': 'same-origin' }), 200)
    assert.equal(await status({}), 403)
    assert.equal(await status({ origin: 'https://evil.example' }), 403)
    assert.equal(await status({ origin: `${publicUrl}.evil.example` }), 403)
    assert.equal(await status({ origin: 'null' }), 403)
    assert.equal(await status({ origin: 'null', 'sec-fetch-site': 'cross-site' }), 403)
    assert.equal(await status({ origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }), 403)
    assert.equal(await codeOf(await post({ origin: 'https://evil.example' })), 'ORIGIN_REFUSED')
  })

  it('a body that is not right is a problem, and says nothing of itself', async () => {
    for (const [body, status, code] of [
      ['{', 400, 'REQUEST_INVALID'],
      [`{"count":"${canary}"}`, 400, 'REQUEST_INVALID'],
      [`{"count":1,"${canary}":1}`, 400, 'REQUEST_INVALID'],
      [JSON.stringify({ count: 1, x: 'x'.repeat(33_000) }), 413, 'BODY_TOO_LARGE'],
    ] as const) {
      const answer = await post({ origin: urls.publicUrl }, body)
      assert.equal(answer.status, status)
      assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/)
      const problem = await answer.text()
      assert.equal(JSON.parse(problem).code, code)
      assert.ok(!problem.includes(canary))
    }
  })

  it('T9: 40 kB in the query of a landing comes through, and 60 kB does not', async () => {
    assert.equal((await ask(`/?result=${'a'.repeat(40_000)}`)).status, 200)
    const answer = await ask(`/?result=${'a'.repeat(60_000)}`)
    assert.equal(answer.status, 431)
    assert.equal(await codeOf(answer), 'HEADERS_TOO_LARGE')
  })

  it('what is not HTTP gets an answer, and no more', async () => {
    const { port, hostname } = new URL(urls.publicUrl)
    const socket = connect(Number(port), hostname)
    socket.end(`${canary}\r\n\r\n`)
    assert.match(await text(socket), /^HTTP\/1\.1 400 Bad Request\r\n.*REQUEST_INVALID/s)
  })

  it('an address that cannot be decoded is a problem', async () => {
    assert.equal((await ask('/%zz')).status, 400)
  })

  it('safe headers are on every answer (F1, F4, F6)', async () => {
    for (const path of ['/', '/nothing', '/test/breaks/x']) {
      const { headers } = await ask(path)
      const policy = headers.get('content-security-policy') ?? ''
      assert.match(policy, /default-src 'self'/)
      assert.match(policy, /frame-ancestors 'none'/)
      assert.match(policy, /require-trusted-types-for 'script'/)
      assert.ok(!policy.includes('unsafe'))
      assert.ok(policy.includes(urls.publicUrl.replace('http', 'ws')), 'the socket of our own')
      assert.equal(headers.get('referrer-policy'), 'no-referrer')
      assert.equal(headers.get('x-content-type-options'), 'nosniff')
      assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin')
      assert.equal(headers.get('cache-control'), 'no-store')
    }
  })

  it('a person who is lost gets a page, a program a problem', async () => {
    const person = await ask('/nothing', { headers: { accept: 'text/html,*/*' } })
    assert.equal(person.status, 404)
    assert.match(await person.text(), /Hier is niets/)
    const program = await ask('/nothing', { headers: { accept: 'application/json' } })
    assert.equal(await codeOf(program), 'NOT_FOUND')
  })

  it('an unexpected error tells nothing but a request id, which is in the log', async () => {
    const answer = await ask('/test/breaks/x')
    assert.equal(answer.status, 500)
    const id = answer.headers.get('x-request-id')
    assert.ok(id && lines.some((line) => line.includes(id) && line.includes('TypeError')))
    assert.ok(!(await answer.text()).includes(canary))
  })

  it('limits the requests of one visitor, also to what is not there', async () => {
    const headers = { 'x-forwarded-for': '192.0.2.1' }
    for (let count = 0; count < 60; count++) {
      assert.notEqual((await ask(count % 2 ? '/' : '/nothing', { headers })).status, 429)
    }
    const more = await Promise.all(['/', '/nothing', '/', '/nothing'].map((path) => ask(path, { headers })))
    assert.deepEqual([...new Set(more.map(({ status }) => status))], [429])
    const begun = performance.now()
    const refused = await ask('/', { headers })
    assert.ok(performance.now() - begun > 990, 'whoever asks again at once is kept waiting')
    assert.ok(Number(refused.headers.get('retry-after')) > 0)
    assert.equal(await codeOf(refused), 'TOO_MANY_REQUESTS')
    assert.equal((await ask('/')).status, 200, 'others are not meant')
    const landing = await ask('/chat/c/abc', { headers })
    assert.deepEqual([landing.status, await codeOf(landing)], [429, 'TOO_MANY_REQUESTS'])
    const page = await ask('/chat/r/abc', { headers: { ...headers, accept: 'text/html' } })
    assert.equal(page.status, 429)
    assert.match(await page.text(), /Even wachten/)
  })

  it('F1, P1: the log knows routes and not addresses, queries, bodies or headers', async () => {
    await ask(`/?result=${canary}`, { headers: { cookie: `a=${canary}`, 'user-agent': canary } })
    await ask(`/${canary}?x=${canary}`, { headers: { accept: 'text/html' } })
    await ask(`/test/breaks/${canary}`)
    await ask(`/%zz${canary}`)
    await post({ origin: `https://${canary}.example` })
    await post({ origin: urls.publicUrl }, `{"count": ${canary}`)
    await fetch(`${urls.internalUrl}/${canary}`)
    assert.ok(lines.some((line) => line.includes('"route":"/test/breaks/:who"')))
    assert.deepEqual(
      lines.filter((line) => line.includes(canary)),
      [],
    )
    const metrics = await (await fetch(`${urls.internalUrl}/metrics`)).text()
    assert.ok(!metrics.includes(canary))
    assert.match(metrics, /route="\/test\/breaks\/:who",status="5xx"/)
  })

  it('closes at once, also with a connection on which nothing has been asked', async () => {
    const other = await createApp({
      config: testConfig(),
      keyring: masterKeyring([Buffer.alloc(32, 1).toString('base64')]),
      store: database,
      clock: systemClock,
      random: systemRandom,
      log: createLog({ level: 'silent' }),
    })
    const { port } = new URL((await other.start()).publicUrl)
    const silent = connect(Number(port), '127.0.0.1')
    await once(silent, 'connect')
    // The server has it too once it has answered a later one.
    await fetch(`http://127.0.0.1:${port}/`)
    const closed = once(silent.resume(), 'close')
    const began = performance.now()
    await other.close()
    await closed
    assert.ok(performance.now() - began < 20_000, 'without waiting for the half minute of Node')
  })

  it('a port that is in use is a sentence with the key to change', async () => {
    const taken = Number(new URL(urls.publicUrl).port)
    const second = await createApp({
      config: testConfig({ public_port: taken }),
      keyring: masterKeyring([Buffer.alloc(32, 1).toString('base64')]),
      store: database,
      clock: systemClock,
      random: systemRandom,
      log: createLog({ level: 'silent' }),
    })
    await assert.rejects(second.start(), (error: { code?: string; detail?: string }) => {
      assert.equal(error.code, 'START_REFUSED')
      assert.match(error.detail ?? '', new RegExp(`port ${taken} of 127.0.0.1.*public_port`))
      return true
    })
    await second.close()
  })
})

async function codeOf(answer: Response): Promise<unknown> {
  const problem: unknown = await answer.json()
  return typeof problem === 'object' && problem && 'code' in problem ? problem.code : undefined
}
