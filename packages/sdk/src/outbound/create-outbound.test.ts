import assert from 'node:assert/strict'
import { createServer, type IncomingMessage } from 'node:http'
import { test } from 'node:test'
import { inspect } from 'node:util'
import { IdContactError } from '../errors/id-contact-error.ts'
import { createOutbound } from './create-outbound.ts'
import type { Lookup } from './lookup.ts'
import { listen } from './testing/listen.ts'

/** A component that writes down what it is asked and answers 200. */
async function startComponent() {
  const heard: { line: string; headers: IncomingMessage['headers']; body: string }[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    heard.push({ line: `${request.method} ${request.url}`, headers: request.headers, body })
    response.end('heard')
  })
  return Object.assign(await listen(server), { heard })
}

/** A resolver that gives these answers, one after the other, and counts how often it is asked. */
function resolver(...answers: string[][]) {
  const asked: string[] = []
  const lookup: Lookup = (hostname, _options, callback) => {
    const addresses = answers[Math.min(asked.length, answers.length - 1)] ?? []
    asked.push(hostname)
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )
  }
  return { lookup, asked }
}

const hasCode = (code: string) => (error: unknown) => error instanceof IdContactError && error.code === code
const get = (url: string) => ({ method: 'GET', url }) as const

test('a call goes out as it is given, and its answer comes back', async () => {
  await using component = await startComponent()
  const answer = await createOutbound()(
    {
      method: 'POST',
      url: `${component.origin}/session/x?type=logout#part`,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: '{"é":1}',
    },
    ['https://elsewhere.example', component.origin],
  )
  assert.deepEqual(answer, { status: 200, body: 'heard' })
  const [call] = component.heard
  assert.equal(call?.line, 'POST /session/x?type=logout')
  assert.equal(call?.body, '{"é":1}')
  assert.equal(call?.headers.accept, 'application/json')
  assert.equal(call?.headers['content-length'], '8')
  assert.equal(call?.headers.connection, 'close')
})

test('a POST without a body says that it has none, as strict receivers want', async () => {
  await using component = await startComponent()
  await createOutbound()({ method: 'POST', url: component.origin }, [component.origin])
  assert.equal(component.heard[0]?.headers['content-length'], '0')
  assert.equal(component.heard[0]?.headers['transfer-encoding'], undefined)
})

test('origins are compared as URLs: case, the default port and what stands behind it do not matter', async () => {
  await using component = await startComponent()
  const outbound = createOutbound(resolver(['127.0.0.1']))
  const { port } = component
  for (const [url, origin] of [
    [`HTTP://Component.Test:${port}/x`, `http://component.test:${port}`],
    [`http://component.test:${port}/x`, `http://COMPONENT.test:${port}/base/?q`],
    [`http://2130706433:${port}/`, component.origin],
    [`http://0x7f.1:${port}/`, `http://127.1:${port}`],
    [`http://127.0.0.1.:${port}/`, component.origin],
    [`http://@127.0.0.1:${port}/`, component.origin],
  ] as const) {
    assert.equal((await outbound(get(url), [origin])).status, 200, url)
  }
})

test('a URL of another origin, scheme or with user information is not called (O1)', async () => {
  await using component = await startComponent()
  const { lookup, asked } = resolver(['127.0.0.1'])
  const outbound = createOutbound({ lookup })
  const { origin, port } = component
  const origins = [origin, `http://component.test:${port}`, 'not a URL', '', 'data:x', `blob:${origin}/x`]
  for (const url of [
    `https://127.0.0.1:${port}/`,
    `http://127.0.0.1:${port + 1}/`,
    'http://127.0.0.1/',
    `http://127.0.0.2:${port}/`,
    `http://localhost:${port}/`,
    `http://component.test.:${port}/`,
    `http://component.test.evil.test:${port}/`,
    `http://evil.test:${port}/?${origin}`,
    `http://user@127.0.0.1:${port}/`,
    `http://:word@127.0.0.1:${port}/`,
    `http://127.0.0.1:${port}@evil.test/`,
    `http://evil.test\\@127.0.0.1:${port}/`,
    `http://[::ffff:127.0.0.1]:${port}/`,
    `ftp://127.0.0.1:${port}/`,
    `ws://127.0.0.1:${port}/`,
    `blob:${origin}/x`,
    'data:text/plain,x',
    'file:///etc/passwd',
    '//127.0.0.1/',
    '/path',
    '',
  ]) {
    await assert.rejects(outbound(get(url), origins), hasCode('ORIGIN_NOT_ALLOWED'), url)
  }
  await assert.rejects(outbound(get(origin), []), hasCode('ORIGIN_NOT_ALLOWED'))
  assert.deepEqual(component.heard, [])
  assert.deepEqual(asked, [])
})

test('a listed host at an address where no component is, is not called (O1)', async () => {
  await using component = await startComponent()
  for (const addresses of [
    ['169.254.169.254'],
    ['127.0.0.1', '169.254.169.254'],
    ['fd00:ec2::254', '127.0.0.1'],
    ['::ffff:169.254.169.254'],
    ['64:ff9b::a9fe:a9fe'],
    ['0.0.0.0'],
    ['::'],
    ['ff02::1'],
    ['fe80::1%lo'],
    ['not an address'],
  ]) {
    const url = `http://component.test:${component.port}`
    const outbound = createOutbound(resolver(addresses))
    await assert.rejects(outbound(get(url), [url]), hasCode('ADDRESS_REFUSED'), addresses.join())
  }
  assert.deepEqual(component.heard, [])
})

test('an address in the URL itself is checked, however it is spelled (O1)', async () => {
  const { lookup, asked } = resolver(['127.0.0.1'])
  for (const host of [
    '169.254.169.254',
    '2852039166',
    '0xa9fea9fe',
    '0xA9.0xFE.43518',
    '0251.0376.0251.0376',
    '169.254.43518',
    '169.254.169.254.',
    '１６９.254.169.254',
    '0',
    '0.0.0.0',
    '[::ffff:169.254.169.254]',
    '[::ffff:a9fe:a9fe]',
    '[64:ff9b::169.254.169.254]',
    '[2002:a9fe:a9fe::]',
    '[fd00:ec2::254]',
    '[fe80::1]',
    '[::]',
    '255.255.255.255',
  ]) {
    const url = `http://${host}/latest/meta-data`
    await assert.rejects(createOutbound({ lookup })(get(url), [url]), hasCode('ADDRESS_REFUSED'), host)
  }
  assert.deepEqual(asked, [])
})

test('a name that leads elsewhere a moment later does not lead the call there (O1)', async () => {
  await using component = await startComponent()
  const { lookup, asked } = resolver(['127.0.0.1'], ['169.254.169.254'], ['127.0.0.1'])
  const url = `http://component.test:${component.port}/`
  const outbound = createOutbound({ lookup })
  assert.equal((await outbound(get(url), [url])).status, 200)
  assert.deepEqual(asked, ['component.test'])
  assert.equal(component.heard[0]?.headers.host, `component.test:${component.port}`)
  // Asked anew for the next call, and checked anew: nothing is kept from the last.
  await assert.rejects(outbound(get(url), [url]), hasCode('ADDRESS_REFUSED'))
  assert.equal((await outbound(get(url), [url])).status, 200)
  assert.equal(asked.length, 3)
  assert.equal(component.heard.length, 2)
})

test('of several addresses, one that answers is found', async () => {
  await using component = await startComponent()
  const url = `http://component.test:${component.port}/`
  const outbound = createOutbound(resolver(['127.0.0.77', '127.0.0.1']))
  assert.equal((await outbound(get(url), [url])).status, 200)
})

test('the resolver of the system finds localhost', async () => {
  await using component = await startComponent()
  const url = `http://localhost:${component.port}/`
  assert.equal((await createOutbound()(get(url), [url])).body, 'heard')
})

test('a redirect is an answer, and no cookie is kept (O1)', async () => {
  await using other = await startComponent()
  const cookies: (string | undefined)[] = []
  await using component = await listen(
    createServer((request, response) => {
      cookies.push(request.headers.cookie)
      const status = Number(request.url?.slice(1))
      response.writeHead(status, { location: `${other.origin}/next`, 'set-cookie': 'a=b' }).end('moved')
    }),
  )
  const outbound = createOutbound()
  for (const status of [301, 302, 303, 307, 308]) {
    const answer = await outbound(get(`${component.origin}/${status}`), [component.origin, other.origin])
    assert.deepEqual(answer, { status, body: 'moved' })
  }
  assert.deepEqual(other.heard, [])
  assert.deepEqual(cookies, [undefined, undefined, undefined, undefined, undefined])
})

test('statuses that are no success are answers too', async () => {
  await using component = await listen(
    createServer((request, response) => response.writeHead(Number(request.url?.slice(1))).end()),
  )
  for (const status of [204, 304, 404, 410, 500, 503]) {
    const answer = await createOutbound()(get(`${component.origin}/${status}`), [component.origin])
    assert.deepEqual(answer, { status, body: '' })
  }
})

test('no error tells more of a URL than its origin (O1)', async () => {
  const canary = 'c4n4ry'
  const gone = await startComponent()
  await gone[Symbol.asyncDispose]()
  const { lookup } = resolver(['169.254.0.1'])
  const errors = await Promise.all(
    [
      `${gone.origin}/${canary}?${canary}#${canary}`,
      `http://other.test/${canary}`,
      `http://${canary}@127.0.0.1/`,
      `http://${canary} ${canary}/`,
      `http://refused.test/${canary}?${canary}`,
    ]
      .map((url) =>
        createOutbound({ lookup })({ method: 'POST', url, body: canary }, [
          gone.origin,
          'http://refused.test',
        ]),
      )
      .map((call) =>
        call.then(
          () => assert.fail('was called'),
          (error: unknown) => error,
        ),
      ),
  )
  assert.deepEqual(
    errors.map((error) => (error as IdContactError).code),
    [
      'COMPONENT_UNREACHABLE',
      'ORIGIN_NOT_ALLOWED',
      'ORIGIN_NOT_ALLOWED',
      'ORIGIN_NOT_ALLOWED',
      'ADDRESS_REFUSED',
    ],
  )
  assert.match((errors[0] as IdContactError).detail, /^POST at http:\/\/127\.0\.0\.1:\d+: .*ECONNREFUSED/)
  assert.doesNotMatch(inspect(errors, { depth: null, showHidden: true }), new RegExp(canary))
})
