import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { CASES } from '../all-cases.ts'
import type { Answer, SendOptions } from '../engine/answer.ts'
import type { Bench } from '../engine/create-kit.ts'
import { readObservation } from '../engine/create-observer.ts'
import { type Send, send } from '../engine/send.ts'
import { whyOf } from '../outcome.ts'
import { createFixtureKeys, judgeFaultyPlugin } from './judge-faulty-plugin.ts'

// What no fault of the fixture shows: each case sees something twisted between it and a plugin that does right, and
// must fail for that reason.

interface Asked {
  readonly method: string
  readonly path: string
  readonly url: string
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
  /** How often this kit has asked this before. */
  readonly times: number
  pass(): Promise<Answer>
}

/** Answers in the place of the plugin, or undefined to let it through. */
type Twist = (asked: Asked) => Promise<Answer> | undefined

const EC = createFixtureKeys('EC')

const json = (status: number, value: unknown): Promise<Answer> =>
  page(status, JSON.stringify(value), 'application/json')

async function page(status: number, text: string, type = 'text/html'): Promise<Answer> {
  const value: unknown = type === 'application/json' ? JSON.parse(text) : undefined
  const headers = new Headers({ 'content-type': type })
  return { status, headers, text, json: value as Answer['json'], location: undefined }
}

const isStart = ({ path }: Asked) => path.endsWith('/start_communication')
const isLanding = ({ method, path }: Asked) => method === 'GET' && path.startsWith('/chat/c/')
const isPage = ({ method, path }: Asked) => method === 'GET' && path.startsWith('/chat/s/')

/** Adds members to the answer of a start. */
const started = (members: object) => (asked: Asked) =>
  isStart(asked)
    ? asked.pass().then((answer) => json(answer.status, { ...answer.json, ...members }))
    : undefined

const withoutButton = (action: string) => (asked: Asked) =>
  isPage(asked)
    ? asked
        .pass()
        .then((answer) => ({ ...answer, text: answer.text.replaceAll(`data-idcontact="${action}"`, '') }))
    : undefined

const TWISTS: readonly [title: string, twist: Twist, found: RegExp][] = [
  [
    'FL-1 a start request is answered with where',
    started({ client_url: 'mailto:a@b.nl' }),
    /client_url "mailto/,
  ],
  [
    'FL-1 the answer to a start is JSON',
    (asked) => (isStart(asked) ? asked.pass().then(({ text }) => page(200, text)) : undefined),
    /content-type text\/html/,
  ],
  ['FL-1 each start is a session', started({ client_url: 'http://plugin/c/1' }), /the same client_url/],
  [
    'FL-1 ten starts at the same time',
    (asked) => (isStart(asked) && asked.times > 5 ? json(503, { error: 'busy' }) : undefined),
    /status 503/,
  ],
  [
    'FL-1 a start request with members of later',
    (asked) => (asked.body.includes('later') ? json(400, { error: 'later' }) : undefined),
    /status 400/,
  ],
  ['FL-2 attr_url is an http(s) URL', started({ attr_url: 'ftp://plugin/a' }), /attr_url "ftp/],
  ['FL-2 each session has an attr_url', started({ attr_url: 'http://plugin/a' }), /the same attr_url/],
  ['FL-2 an error of the start', started({ client_url: 'http://plugin/c' }), /status 400, and a client_url/],
  ...['no purpose', 'a purpose that is no text', 'a list', 'a form', 'half an object'].map(
    (what): [string, Twist, RegExp] => [
      `FL-9 a start is refused with ${what}`,
      (asked) => (isStart(asked) ? json(200, { client_url: 'http://plugin/c' }) : undefined),
      /status 200: taken/,
    ],
  ),
  [
    'FL-3 the client URL leads to a page',
    (asked) => (isPage(asked) ? page(410, 'gone') : undefined),
    /answers 410/,
  ],
  [
    'FL-3 the conversation goes on at its page',
    (asked) => (isPage(asked) && asked.times > 2 ? page(410, 'gone') : undefined),
    /answers 410/,
  ],
  [
    'FL-3 two sessions are two conversations',
    (asked) =>
      isPage(asked) || (asked.method === 'POST' && asked.path.startsWith('/chat/s/'))
        ? page(200, '<p>One page for all')
        : isLanding(asked)
          ? asked.pass().then((answer) => ({ ...answer, location: new URL('/chat/s/one', asked.url).href }))
          : undefined,
    /both have the page/,
  ],
  [
    'FL-3 the client URL leads to the session also when',
    (asked) => (asked.url.includes('rewritten') ? page(404, 'where?') : undefined),
    /answers 404/,
  ],
  [
    'FL-4 a landing before the attributes',
    (asked) => (isPage(asked) ? page(425, 'early') : undefined),
    /answers 425/,
  ],
  [
    'FL-5 a citizen can end the conversation',
    (asked) => (asked.path.endsWith('/end') ? page(200, 'fine') : undefined),
    /the same as before/,
  ],
  [
    'FL-6 a conversation goes on while the core',
    (asked) => (asked.path.endsWith('/begin') ? page(503, 'no core') : undefined),
    /begin answers 503/,
  ],
  [
    'AR-1 a result in the start request is taken',
    started({ attr_url: 'http://plugin/a' }),
    /an attr_url, though/,
  ],
  [
    'AR-3 a content type with a parameter',
    (asked) =>
      asked.headers['content-type']?.includes('charset') ? json(415, { error: 'type' }) : undefined,
    /status 415/,
  ],
  [
    'UN-1 an unauthenticated session lands',
    (asked) => (isPage(asked) ? page(401, 'who?') : undefined),
    /answers 401/,
  ],
  ['UN-2 an unauthenticated citizen is offered', withoutButton('authenticate'), /not offered/],
  ['UN-4 where the purpose does not allow it', withoutButton('authenticate'), /not offered/],
  [
    'R4 two hundred requests',
    (asked) => (isPage(asked) && asked.times > 150 ? page(500, 'too many') : undefined),
    /answered with 500/,
  ],
  [
    'P1 an error about a result',
    (asked) =>
      isStart(asked) && asked.body.includes('canary') ? json(400, { said: asked.body }) : undefined,
    /holds an attribute/,
  ],
]

/** Cases that pass only when agents see something. */
const SEEN = [
  'FL-4 attributes that come after the landing',
  'FL-8 attributes that come before the landing',
  'FL-8 attributes that come between',
  'FL-8 attributes that come after beginning',
  'FL-8 an agent sees attributes that come late',
  'AR-1 results are received in at least one',
  'AR-1 agents see the attributes of a result in the start',
  'AR-3 agents see the attributes',
  'AR-5 attributes stay readable',
  'AR-6 understood: the status `succes`',
  'AR-6 understood: the status `success`',
  'AR-6 understood: no `typ`',
  'AR-6 understood: claims',
]

async function judge(title: string, twist: (bench: Bench) => Bench, useAttrUrl = true) {
  const cases = CASES.filter((one) => `${one.id} ${one.title}`.startsWith(title))
  assert.equal(cases.length, 1, `${cases.length} cases begin with "${title}"`)
  const [outcome] = await judgeFaultyPlugin(cases, { keys: EC, twist, useAttrUrl })
  return outcome ? { is: outcome.verdict.verdict, why: whyOf(outcome.verdict) } : undefined
}

function twisted(twist: Twist): (bench: Bench) => Bench {
  const asked = new Map<string, number>()
  return (bench) => {
    const twistedSend: Send = (method, url, options: SendOptions = {}) => {
      const path = new URL(url).pathname
      const key = `${method} ${path}`
      const times = asked.get(key) ?? 0
      asked.set(key, times + 1)
      const pass = () => send(method, url, options)
      const body = String(options.body ?? '')
      return twist({ method, url, path, body, headers: options.headers ?? {}, times, pass }) ?? pass()
    }
    return { ...bench, send: twistedSend }
  }
}

describe('a case fails for its own reason', { concurrency: 8 }, () => {
  for (const [title, twist, found] of TWISTS) {
    test(title, async () => {
      const verdict = await judge(title, twisted(twist))
      assert.equal(verdict?.is, 'failed')
      assert.match(verdict.why, found)
    })
  }

  for (const title of SEEN) {
    test(title, async () => {
      const blind = (bench: Bench) => ({ ...bench, observer: async () => readObservation('nothing') })
      const verdict = await judge(title, blind)
      assert.equal(verdict?.is, 'failed')
      assert.match(verdict.why, /agents do not see the attributes, though they see those of another/)
    })
  }

  test('AR-2 agents see the attributes of a result in the landing', async () => {
    const blind = (bench: Bench) => ({ ...bench, observer: async () => readObservation('nothing') })
    assert.equal((await judge('AR-2 agents see the attributes', blind, false))?.is, 'failed')
  })

  test('AR-2 the same landing again', async () => {
    const once = twisted((asked) => (isLanding(asked) && asked.times > 0 ? page(404, 'used') : undefined))
    const verdict = await judge('AR-2 the same landing again', once, false)
    assert.match(verdict?.why ?? '', /answers 404/)
  })

  test('UN-1 an unauthenticated conversation begins', async () => {
    const others = (bench: Bench) => ({
      ...bench,
      observer: async () => {
        const seen = await bench.observer?.()
        const paragraphs = seen?.text.split('\n\n').filter((paragraph) => !paragraph.includes('question'))
        return readObservation(paragraphs?.join('\n\n') ?? '')
      },
    })
    const verdict = await judge('UN-1 an unauthenticated conversation begins', others)
    assert.match(verdict?.why ?? '', /other conversations, but not this one/)
  })

  test('UN-3 an agent can ask the citizen', async () => {
    const verdict = await judge('UN-3', (bench) => ({ ...bench, askAuthentication: async () => {} }))
    assert.match(verdict?.why ?? '', /does not change/)
  })

  test('FL-6 the core is told nothing', async () => {
    const verdict = await judge('FL-6 the core is told nothing', (bench) =>
      twisted((asked) =>
        asked.path.endsWith('/begin')
          ? send('POST', `${bench.farSide?.origin}/session_status`).then(asked.pass)
          : undefined,
      )(bench),
    )
    assert.match(verdict?.why ?? '', /the core got POST .*session_status/)
  })

  test('P1 metrics hold no attribute', async () => {
    let last = ''
    const verdict = await judge(
      'P1 metrics',
      twisted((asked) => {
        if (isPage(asked)) last = asked.path
        return asked.path === '/metrics' ? page(200, `requests{path="${last}"} 1`, 'text/plain') : undefined
      }),
    )
    assert.match(verdict?.why ?? '', /they hold/)
  })

  test('SF-2 a page that is fetched again and again', async () => {
    const verdict = await judge('SF-2 a page', (bench) =>
      twisted((asked) => {
        if (!isPage(asked) || asked.times === 0) return undefined
        const act = (what: string) =>
          send('POST', `${asked.url}/${what}`, {
            headers: { ...asked.headers, origin: new URL(asked.url).origin },
          })
        return act('begin')
          .then(() => act('interact'))
          .then(asked.pass)
      })(bench),
    )
    assert.match(verdict?.why ?? '', /updates for a citizen who has pressed nothing/)
  })
})

describe('the cases of the socket fail', () => {
  // Takes every WebSocket, and everything that is sent on it.
  const server = createServer()
  server.on('upgrade', (_request, socket) => {
    socket.on('error', () => {})
    socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: Upgrade\r\nupgrade: websocket\r\n\r\n')
    socket.resume()
  })
  before(() => new Promise<void>((ready) => void server.listen(0, '127.0.0.1', ready)))
  after(() => server.close())
  const withSocket = (bench: Bench) => ({
    ...bench,
    actions: { ...bench.actions, socket: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` },
  })

  for (const [title, found] of [
    ['R2 a WebSocket of a page of another site', /it is opened/],
    ['R2 a WebSocket of the origin `null`', /it is opened/],
    ['R4 a frame of a megabyte', /the socket stays open/],
  ] as const) {
    test(title, async () => assert.match((await judge(title, withSocket))?.why ?? '', found))
  }
})
