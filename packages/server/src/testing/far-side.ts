import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  type Clock,
  createClientUrlAnswer,
  createSessionOptions,
  importVerificationKey,
  parseSessionUpdate,
  type SessionUpdate,
  type StartAuthRequest,
  verifyStartAuthRequest,
} from '@balie/sdk'
import type { Table } from '../config/table.ts'
import { testKeys } from './test-config.ts'

/** The core and an authentication plugin, on one real socket, as far as Balie calls them. */
export interface FarSide {
  readonly origin: string
  /** What the configuration needs to know of it. */
  readonly config: Table
  /** Start requests whose signature held, oldest first. */
  readonly starts: StartAuthRequest[]
  /** How often the methods were asked for. */
  readonly asked: string[]
  /** Session updates that came, oldest first. */
  readonly updates: { readonly session: string; readonly update: SessionUpdate; readonly query: string }[]
  /** What it answers; a test changes it at will. */
  readonly answers: FarAnswers
  /** A session URL here. */
  sessionUrl(session: string, query?: string): string
  /** When something has come that makes this true. */
  until(condition: () => boolean): Promise<void>
  close(): Promise<void>
}

/** `silence`: the request is taken and never answered. */
export interface FarAnswers {
  /** Undefined: an address of this very server. */
  start: { readonly status: number; readonly body: string } | 'silence' | undefined
  /** Names of the methods; their tags are the same in small letters. */
  methods: readonly string[] | 'silence' | 'nonsense'
  update: number | 'silence'
}

const KEY_ID = 'balie-test'

/** Starts it on a free port. Close it in `after`. */
export async function startFarSide(clock: Clock): Promise<FarSide> {
  const { signing } = testKeys()
  const keys = new Map([[KEY_ID, importVerificationKey({ type: 'EC', key: signing.publicKey })]])
  const far: Pick<FarSide, 'starts' | 'asked' | 'updates' | 'answers'> = {
    ...{ starts: [], asked: [], updates: [] },
    answers: { start: undefined, methods: ['DigiD', 'Yivi'], update: 204 },
  }
  const changes = new EventTarget()
  const server = createServer(async (request, response) => {
    await answer(request, response).catch(() => response.writeHead(500).end())
    changes.dispatchEvent(new Event('change'))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
    const { pathname, searchParams, search } = new URL(request.url ?? '/', origin)
    const [, what, rest = ''] = pathname.split('/')
    const body = await bodyOf(request)
    if (request.method === 'GET' && what === 'session_options') return options(rest, response)
    if (request.method !== 'POST') return response.writeHead(405).end()
    if (what === 'start') return start(request, body, response)
    far.updates.push({
      session: rest,
      update: parseSessionUpdate({ type: searchParams.get('type') }),
      query: search,
    })
    const { update } = far.answers
    return update === 'silence' ? undefined : response.writeHead(update).end()
  }

  function options(purpose: string, response: ServerResponse): unknown {
    far.asked.push(purpose)
    const { methods } = far.answers
    if (methods === 'silence') return undefined
    if (methods === 'nonsense') return response.end('<html>')
    const authMethods = methods.map((name) => ({ tag: name.toLowerCase(), name, imagePath: '' }))
    return response.end(JSON.stringify(createSessionOptions({ authMethods, commMethods: [] })))
  }

  async function start(request: IncomingMessage, body: string, response: ServerResponse): Promise<unknown> {
    // With any other Accept, deployed cores answer with a redirect.
    if (request.headers.accept !== 'application/json') return response.writeHead(303, { location: '/' }).end()
    far.starts.push(await verifyStartAuthRequest(body, { keys, clock }))
    const { start: given } = far.answers
    if (given === 'silence') return undefined
    if (given) return response.writeHead(given.status).end(given.body)
    return response.end(JSON.stringify(createClientUrlAnswer({ clientUrl: `${origin}/authenticate` })))
  }

  return {
    ...far,
    origin,
    config: {
      session_url_origins: [origin],
      authentication_origins: [origin],
      core_url: origin,
      start_auth_key_id: KEY_ID,
      start_auth_signing_privkey: { type: 'EC', key: signing.privateKey },
    },
    sessionUrl: (session, query = '') => `${origin}/session/${session}${query}`,
    async until(condition) {
      const signal = AbortSignal.timeout(10_000)
      while (!condition()) await once(changes, 'change', { signal })
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request) body += chunk
  return body
}
