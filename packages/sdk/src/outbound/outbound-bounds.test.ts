import assert from 'node:assert/strict'
import { createServer, type Socket } from 'node:net'
import { describe, test } from 'node:test'
import { inspect } from 'node:util'
import { IdContactError } from '../errors/id-contact-error.ts'
import { createOutbound } from './create-outbound.ts'
import { ANSWER_BYTES } from './exchange.ts'
import type { Lookup } from './lookup.ts'
import { listen } from './testing/listen.ts'

const HEAD = 'HTTP/1.1 200 OK\r\n'

/** A component that does this with each connection, once a request came in. */
function component(answer: (socket: Socket) => void) {
  return listen(
    createServer((socket) => {
      socket.on('error', () => {})
      socket.once('data', () => answer(socket))
    }),
  )
}

/** Writes again and again until the connection is closed. */
function drip(socket: Socket, text: string): void {
  const timer = setInterval(() => socket.write(text), 5)
  socket.on('close', () => clearInterval(timer))
}

async function call(origin: string, timeout: number, lookup?: Lookup) {
  const outbound = createOutbound({ timeout, ...(lookup && { lookup }) })
  const started = performance.now()
  const thrown = await outbound({ method: 'POST', url: `${origin}/s3cr3t` }, [origin]).then(
    () => assert.fail('there was an answer'),
    (error: unknown) => error,
  )
  assert.ok(thrown instanceof IdContactError)
  assert.equal(thrown.code, 'COMPONENT_UNREACHABLE')
  assert.doesNotMatch(inspect(thrown, { depth: null, showHidden: true }), /s3cr3t|c4n4ry/)
  return { detail: thrown.detail, took: performance.now() - started }
}

describe('one deadline holds for all of a call (O1)', () => {
  const slow: Record<string, (socket: Socket) => void> = {
    'no answer': () => {},
    'headers that drip': (socket) => {
      socket.write(HEAD)
      drip(socket, 'x-drip: 1\r\n')
    },
    'a body that drips': (socket) => {
      socket.write(`${HEAD}transfer-encoding: chunked\r\n\r\n`)
      drip(socket, '1\r\nx\r\n')
    },
    'provisional answers without end': (socket) => drip(socket, 'HTTP/1.1 102 Processing\r\n\r\n'),
    'half a body': (socket) => socket.write(`${HEAD}content-length: 10\r\n\r\nhalf`),
    'a body until the end of the connection, that does not end': (socket) => socket.write(`${HEAD}\r\nbody`),
  }
  for (const [name, answer] of Object.entries(slow)) {
    test(name, async () => {
      await using server = await component(answer)
      const { detail, took } = await call(server.origin, 150)
      assert.match(detail, /no whole answer within 150 ms/)
      assert.ok(took >= 145 && took < 2000, `${took} ms`)
    })
  }

  test('a name that is not found out in time', async () => {
    let late: Parameters<Lookup>[2] | undefined
    await using server = await component(() => assert.fail('was called after the deadline'))
    const url = `http://component.test:${server.port}`
    const { detail } = await call(url, 50, (_hostname, _options, callback) => {
      late = callback
    })
    assert.match(detail, /no whole answer within 50 ms/)
    late?.(null, [{ address: '127.0.0.1', family: 4 }])
  })
})

describe('an answer that is not whole, or not one, is none (O1)', () => {
  const canary = 'c4n4ry'
  const wrong: Record<string, (socket: Socket) => void> = {
    'closed at once': (socket) => socket.end(),
    'reset at once': (socket) => socket.resetAndDestroy(),
    'half the headers': (socket) => socket.end(`${HEAD}x-a: ${canary}`),
    'half the body': (socket) => socket.end(`${HEAD}content-length: 100\r\n\r\n${canary}`),
    'a broken chunk': (socket) => socket.end(`${HEAD}transfer-encoding: chunked\r\n\r\n${canary}\r\n`),
    'no HTTP': (socket) => socket.end(`220 ${canary} ESMTP\r\n`),
    'another protocol': (socket) =>
      socket.end(`HTTP/1.1 101 Switching Protocols\r\nupgrade: ${canary}\r\nconnection: upgrade\r\n\r\n`),
    'both a length and chunks': (socket) =>
      socket.end(`${HEAD}content-length: 6\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n${canary}`),
    'headers of more than 16 KiB': (socket) => socket.end(`${HEAD}x-a: ${canary.repeat(4000)}\r\n\r\n`),
  }
  for (const [name, answer] of Object.entries(wrong)) {
    test(name, async () => {
      await using server = await component(answer)
      const { detail } = await call(server.origin, 5000)
      assert.doesNotMatch(detail, /within/)
    })
  }

  test('a body that never ends is broken off at 64 KiB', async () => {
    const closed = Promise.withResolvers<void>()
    await using server = await component((socket) => {
      socket.on('close', () => closed.resolve())
      socket.write(`${HEAD}\r\n`)
      const more = () => {
        while (socket.writable && socket.write(canary.repeat(1000)));
      }
      socket.on('drain', more)
      more()
    })
    assert.match((await call(server.origin, 5000)).detail, /more than 65536 bytes/)
    await closed.promise
  })

  test('a body of 64 KiB is read, a byte more is not', async () => {
    for (const length of [ANSWER_BYTES, ANSWER_BYTES + 1]) {
      await using server = await component((socket) =>
        socket.end(`${HEAD}content-length: ${length}\r\n\r\n${'x'.repeat(length)}`),
      )
      const answer = createOutbound()({ method: 'GET', url: server.origin }, [server.origin])
      if (length === ANSWER_BYTES) assert.equal((await answer).body.length, ANSWER_BYTES)
      else await assert.rejects(answer, { code: 'COMPONENT_UNREACHABLE' })
    }
  })

  test('a compressed answer is not unpacked', async () => {
    await using server = await component((socket) =>
      socket.end(`${HEAD}content-encoding: gzip\r\n\r\nnot gzip`),
    )
    const answer = await createOutbound()({ method: 'GET', url: server.origin }, [server.origin])
    assert.equal(answer.body, 'not gzip')
  })

  test('a name without an address, or unknown', async () => {
    const none = await call('http://component.test', 5000, (_name, _options, done) => done(null, []))
    assert.match(none.detail, /the name has no address/)
    const unknown = await call('http://component.test', 5000, (_name, _options, done) =>
      done(new Error('getaddrinfo ENOTFOUND component.test'), []),
    )
    assert.match(unknown.detail, /ENOTFOUND/)
  })
})
