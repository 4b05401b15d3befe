import assert from 'node:assert/strict'
import { createServer, request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import Fastify from 'fastify'
import { LIMITS } from '../protocol/limits.ts'
import type { Settings } from '../settings.ts'
import { createTestPlugin, type TestPlugin } from '../testing/test-plugin.ts'
import { fastifyRoutes } from './fastify.ts'
import { createWebHandler } from './web.ts'

/** Both listeners of a plugin on real sockets. */
interface Served {
  readonly internal: string
  readonly public: string
  close(): Promise<void>
}

const adapters: Record<string, (settings: Settings) => Promise<Served>> = {
  async fastify(settings) {
    const http = { maxHeaderSize: LIMITS.headerBytes }
    const [internal, external] = [Fastify({ http }), Fastify({ http })]
    await internal.register(fastifyRoutes(settings, 'internal'), { prefix: '/chat' })
    await external.register(fastifyRoutes(settings, 'public'), { prefix: '/chat' })
    return {
      internal: await internal.listen({ port: 0, host: '127.0.0.1' }),
      public: await external.listen({ port: 0, host: '127.0.0.1' }),
      close: async () => {
        await internal.close()
        await external.close()
      },
    }
  },
  async 'web-standard handlers'(settings) {
    const [internal, external] = [await serve(settings, 'internal'), await serve(settings, 'public')]
    return {
      internal: internal.url,
      public: external.url,
      close: async () => {
        await internal.close()
        await external.close()
      },
    }
  },
}

for (const [name, mount] of Object.entries(adapters)) {
  describe(`adapter: ${name}`, () => {
    let plugin: TestPlugin
    let served: Served
    before(async () => {
      plugin = createTestPlugin()
      served = await mount(plugin.settings)
    })
    after(() => served.close())

    const post = (path: string, body: string, headers: Record<string, string> = {}) =>
      fetch(served.internal + path, { method: 'POST', body, headers })
    const start = async (body: unknown = { purpose: 'report_move' }) => {
      const answer = await post('/chat/start_communication', JSON.stringify(body), {
        'content-type': 'application/json',
      })
      assert.equal(answer.status, 200)
      const { client_url, attr_url } = (await answer.json()) as Record<string, string>
      return { client: new URL(client_url ?? '').pathname, attr: new URL(attr_url ?? '').pathname }
    }
    const browse = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
      fetch(served.public + path, { method, headers, redirect: 'manual' })

    it('carries a session from start to begin', async () => {
      const { client, attr } = await start()
      const token = await plugin.succes({ name: 'Sanne' })
      assert.equal((await post(attr, token, { 'content-type': 'application/jwt' })).status, 200)

      const landing = await browse(client)
      assert.equal(landing.status, 303)
      assert.match(
        landing.headers.get('location') ?? '',
        /^https:\/\/balie\.example\.nl\/chat\/s\/[\w-]{22}$/,
      )
      assert.equal(landing.headers.get('cache-control'), 'no-store')
      assert.equal(landing.headers.get('referrer-policy'), 'no-referrer')
      assert.equal(await landing.text(), '')
      const setCookie = landing.headers.get('set-cookie') ?? ''
      assert.match(
        setCookie,
        /^__Host-balie=[\w-]{43}; Path=\/; Max-Age=86400; HttpOnly; SameSite=Lax; Secure$/,
      )

      const cookie = setCookie.split(';')[0] ?? ''
      const page = new URL(landing.headers.get('location') ?? '').pathname
      const origin = 'https://balie.example.nl'
      assert.equal((await browse(`${page}/begin`, { cookie, origin }, 'POST')).status, 303)
      const again = await browse(client, { cookie })
      assert.equal(
        again.headers.get('set-cookie'),
        setCookie,
        'a browser keeps its one cookie, for another day',
      )
    })

    it('AR-2: takes a result of 30 kB in the query of the landing', async () => {
      const { client } = await start()
      const attributes = Object.fromEntries(
        ['name', 'email', ...Array.from({ length: 5 }, (_, i) => `extra${i}`)].map((key) => [
          key,
          key.repeat(400),
        ]),
      )
      const result = await plugin.succes(attributes)
      const answer = await browse(`${client}?result=${result}`)
      assert.equal(answer.status, 303)
      assert.deepEqual(plugin.effects.at(-1), { tag: 'announce', what: 'attributes' })
    })

    const refused: [string, string, string, number, string][] = [
      ['a body that is not JSON', '/chat/start_communication', 'purpose=report_move', 400, 'BODY_INVALID'],
      ['an empty body', '/chat/start_communication', '', 400, 'BODY_INVALID'],
      [
        'FL-9: an unknown purpose',
        '/chat/start_communication',
        '{"purpose":"other"}',
        400,
        'PURPOSE_UNKNOWN',
      ],
      [
        'a purpose that is no text',
        '/chat/start_communication',
        '{"purpose":["report_move"]}',
        400,
        'BODY_INVALID',
      ],
      [
        'B9: junk as a result',
        '/chat/start_communication',
        '{"purpose":"report_move","auth_result":"x"}',
        400,
        'AUTH_RESULT_REFUSED',
      ],
      ['B4: an attr URL that was guessed', `/chat/attr/${'x'.repeat(43)}`, 'token', 404, 'SESSION_UNKNOWN'],
      ['T9: a body over 32 KiB', '/chat/start_communication', 'x'.repeat(33 * 1024), 413, 'BODY_TOO_LARGE'],
    ]
    for (const [what, path, body, status, code] of refused) {
      it(`refuses ${what}`, async () => {
        const answer = await post(path, body)
        assert.equal(answer.status, status)
        const error = (await answer.json()) as Record<string, unknown>
        assert.equal(error['error'], code)
        assert.deepEqual(
          Object.keys(error),
          ['error', 'description'],
          'nothing that looks like a success body',
        )
      })
    }

    it('T9: cuts off an endless body while it streams in', async () => {
      const status = await streamUntilAnswered(`${served.internal}/chat/start_communication`)
      assert.equal(status, 413)
    })

    it('B5: refuses junk at a living attr URL, and still takes the real result', async () => {
      const { attr } = await start()
      const answer = await post(attr, 'junk', { 'content-type': 'application/jwt' })
      assert.equal(answer.status, 400)
      assert.equal((await post(attr, await plugin.succes({ name: 'Sanne' }))).status, 200)
    })

    it('B3: a HEAD is not a landing', async () => {
      const { client } = await start()
      const answer = await browse(client, {}, 'HEAD')
      assert.notEqual(answer.status, 303)
      assert.equal(answer.headers.get('set-cookie'), null)
    })

    it('F6: refuses to begin from a page of another origin, and without the cookie of a landing', async () => {
      const { client } = await start()
      const landing = await browse(client)
      const cookie = landing.headers.get('set-cookie')?.split(';')[0] ?? ''
      const begin = `${new URL(landing.headers.get('location') ?? '').pathname}/begin`
      assert.equal((await browse(begin, { cookie, origin: 'https://evil.example' }, 'POST')).status, 403)
      assert.equal((await browse(begin, { cookie, origin: 'null' }, 'POST')).status, 403)
      assert.equal((await browse(begin, {}, 'POST')).status, 403)
      assert.equal((await browse(begin, { cookie: `__Host-balie=${'x'.repeat(43)}` }, 'POST')).status, 403)
      // A form on a page without a referrer says "null", and the browser itself says that it is the same origin.
      const ownForm = { cookie, origin: 'null', 'sec-fetch-site': 'same-origin' }
      assert.equal((await browse(begin, ownForm, 'POST')).status, 303)
    })

    it('B10: has the addresses for components only on the internal listener, and the other way round', async () => {
      const { client, attr } = await start()
      assert.equal((await browse('/chat/start_communication', {}, 'POST')).status, 404)
      assert.equal((await browse(attr, {}, 'POST')).status, 404)
      assert.equal((await fetch(served.internal + client)).status, 404)
    })
  })
}

async function serve(settings: Settings, listener: 'internal' | 'public') {
  const handle = createWebHandler(settings, listener)
  const server = createServer({ maxHeaderSize: LIMITS.headerBytes }, async (incoming, outgoing) => {
    const headers = Object.entries(incoming.headers).flatMap(([key, value]) =>
      value ? [[key, String(value)]] : [],
    )
    const bare = incoming.method === 'GET' || incoming.method === 'HEAD'
    const request = new Request(`http://plugin.test${incoming.url}`, {
      method: incoming.method ?? 'GET',
      headers: headers as [string, string][],
      ...(!bare && { body: ReadableStream.from(incoming), duplex: 'half' }),
    })
    const response = (await handle(request)) ?? new Response(null, { status: 404 })
    outgoing.writeHead(response.status, [...response.headers].flat())
    outgoing.end(Buffer.from(await response.arrayBuffer()))
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((closed) => {
        server.closeAllConnections()
        server.close(() => closed())
      }),
  }
}

it('fastify: what a hook of the host refuses, the host answers; what the plugin itself does wrong tells nothing', async () => {
  const plugin = createTestPlugin()
  const broken = {
    ...plugin.settings,
    store: { ...plugin.settings.store, find: () => Promise.reject(new Error('canary')) },
  }
  const app = Fastify()
  app.addHook('onRequest', async (request) => {
    if (request.headers['x-limit'] === 'reached')
      throw Object.assign(new Error('slower'), { statusCode: 429 })
  })
  await app.register(fastifyRoutes(broken, 'public'), { prefix: '/chat' })
  try {
    const limited = await app.inject({ url: '/chat/c/abc', headers: { 'x-limit': 'reached' } })
    assert.equal(limited.statusCode, 429)
    const failed = await app.inject({ url: '/chat/c/abc' })
    assert.equal(failed.statusCode, 500)
    assert.equal(failed.json().error, 'INTERNAL')
    assert.ok(!failed.body.includes('canary'))
  } finally {
    await app.close()
  }
})

/** Sends chunks without end until the other side answers, at most 100 MB. */
function streamUntilAnswered(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(url, { method: 'POST', headers: { 'transfer-encoding': 'chunked' } })
    const chunk = 'x'.repeat(16 * 1024)
    let sent = 0
    let answered = false
    const push = () => {
      while (!answered && sent < 100_000_000) {
        sent += chunk.length
        if (!outgoing.write(chunk)) return void outgoing.once('drain', push)
      }
      if (!answered) reject(new Error('100 MB were accepted'))
    }
    outgoing.once('response', (response) => {
      answered = true
      outgoing.destroy()
      resolve(response.statusCode ?? 0)
    })
    outgoing.on('error', (error) => answered || reject(error))
    push()
  })
}
