import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Arrival, FarAnswer, FarSession, FarSide, FarStart } from './far-side.ts'
import { readFarStart } from './read-far-start.ts'
import type { Subject } from './subject.ts'

const READ_AT_MOST = 1024 * 1024
/** The tag of the one method that is offered unless a case says otherwise. */
export const METHOD = 'conformance'

/** The far side, listening. */
export interface ListeningFarSide extends FarSide {
  close(): Promise<void>
}

/**
 * Listens as core and authentication plugin at this origin, and as nobody's at a random port beside it.
 *
 * @param origin such as `http://127.0.0.1:8099`; the plugin under test must know it as its core, as an origin for
 *   authentication, and as an origin of session URLs
 * @throws {Error} when it cannot listen there
 */
export async function startFarSide(origin: string, subject: Subject): Promise<ListeningFarSide> {
  const base = new URL(origin)
  const arrivals: Arrival[] = []
  const strangers: Arrival[] = []
  const starts: FarStart[] = []
  const sessions = new Map<string, { answers: FarAnswer[]; ofLogout: FarAnswer[]; arrivals: Arrival[] }>()
  let methods: readonly string[] = [METHOD]
  let startAnswer: FarAnswer | { readonly clientUrl: string } | undefined
  let optionsAnswer: FarAnswer | undefined

  async function answerStart(arrival: Arrival, response: ServerResponse): Promise<void> {
    const clientUrl =
      startAnswer !== undefined && startAnswer !== 'silence' && 'clientUrl' in startAnswer
        ? startAnswer.clientUrl
        : `${base.origin}/authenticate/${randomBytes(12).toString('hex')}`
    const start = await readFarStart(arrival, subject, methods)
    const plain = startAnswer === undefined || (startAnswer !== 'silence' && 'clientUrl' in startAnswer)
    const right = plain && start.wrong === undefined
    starts.push({ ...start, clientUrl: right ? clientUrl : undefined })
    if (!plain) return reply(response, startAnswer as FarAnswer)
    if (!right) return reply(response, { status: 400, body: JSON.stringify({ error: start.wrong }) })
    // As deployed cores do: JSON only to who asks for exactly that.
    if (arrival.headers['accept'] !== 'application/json')
      return reply(response, { status: 303, headers: { location: clientUrl } })
    reply(response, { status: 200, body: JSON.stringify({ client_url: clientUrl }) })
  }

  function options(path: string): FarAnswer {
    if (optionsAnswer !== undefined) return optionsAnswer
    const one = {
      auth_methods: methods.map((tag) => ({ tag, name: `Log in by ${tag}`, image_path: '' })),
      comm_methods: [{ tag: 'chat', name: 'Chat', image_path: '' }],
    }
    const known = [subject, subject.unauthenticated, subject.heavy, subject.light].flatMap((purpose) =>
      purpose ? [purpose.purpose] : [],
    )
    const purpose = decodeURIComponent(path.split('/')[2] ?? '')
    if (purpose === '') {
      return { status: 200, body: JSON.stringify(Object.fromEntries(known.map((name) => [name, one]))) }
    }
    return known.includes(purpose)
      ? { status: 200, body: JSON.stringify(one) }
      : { status: 400, body: '{"error":"unknown purpose"}' }
  }

  function answer(arrival: Arrival, response: ServerResponse): Promise<void> | void {
    arrivals.push(arrival)
    const { pathname, searchParams } = new URL(arrival.url)
    const session = sessions.get(pathname)
    if (session) {
      session.arrivals.push(arrival)
      const isLogout = searchParams.get('type') === 'logout' && session.ofLogout.length > 0
      const answers = isLogout ? session.ofLogout : session.answers
      const [first = { status: 204 }] = answers
      if (answers.length > 1) answers.shift()
      return reply(response, first)
    }
    if (arrival.method === 'POST' && pathname === '/start') return answerStart(arrival, response)
    if (arrival.method === 'GET' && /^\/session_options(\/[^/]*)?$/.test(pathname))
      return reply(response, options(pathname))
    reply(response, { status: 404, body: 'nothing of the conformance kit' })
  }

  const server = await listen(base, Number(base.port || 80), answer)
  const foreign = await listen(base, 0, (arrival, response) => {
    strangers.push(arrival)
    reply(response, { status: 204 })
  }).catch(async (cause: unknown) => {
    await close(server)
    throw cause
  })

  return {
    origin: base.origin,
    foreign: {
      origin: `${base.protocol}//${base.hostname}:${(foreign.address() as AddressInfo).port}`,
      arrivals: strangers,
    },
    arrivals,
    session(query): FarSession {
      const path = `/session/${randomBytes(12).toString('hex')}`
      const session = { answers: [] as FarAnswer[], ofLogout: [] as FarAnswer[], arrivals: [] as Arrival[] }
      sessions.set(path, session)
      return {
        url: `${base.origin}${path}${query === undefined ? '' : `?${query}`}`,
        updates: (type) =>
          session.arrivals.filter(
            ({ url }) => type === undefined || new URL(url).searchParams.get('type') === type,
          ),
        answer(...answers) {
          session.answers = [...answers]
        },
        answerLogout(...answers) {
          session.ofLogout = [...answers]
        },
      }
    },
    starts: (clientUrl) => starts.filter((start) => clientUrl === undefined || start.clientUrl === clientUrl),
    optionRequests: () => arrivals.filter(({ url }) => new URL(url).pathname.startsWith('/session_options')),
    offer(...tags) {
      methods = tags
    },
    answerStart(answer) {
      startAnswer = answer
    },
    answerOptions(answer) {
      optionsAnswer = answer
    },
    async close() {
      await close(server)
      await close(foreign)
    },
  }
}

function reply(response: ServerResponse, answer: FarAnswer): void {
  if (answer === 'silence') return
  const { status, body = '', headers = {} } = answer
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(status === 204 ? undefined : body)
}

async function listen(
  base: URL,
  port: number,
  answer: (arrival: Arrival, response: ServerResponse) => Promise<void> | void,
): Promise<Server> {
  const server = createServer(async (request, response) => {
    const body = await readBody(request)
    // Of the listener that it came to: the foreign one has another port.
    const own = new URL(base)
    own.port = String(request.socket.localPort ?? base.port)
    const url = new URL(request.url ?? '/', own).href
    await answer(
      {
        at: Date.now(),
        method: request.method ?? '',
        url,
        headers: Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
        ),
        body,
      },
      response,
    )
  })
  await new Promise<void>((ready, broken) => {
    server.once('error', broken)
    server.listen(port, base.hostname.replace(/^\[|\]$/g, ''), ready)
  })
  return server
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = ''
  try {
    for await (const chunk of request.setEncoding('utf8')) {
      if (body.length < READ_AT_MOST) body += chunk
    }
  } catch {
    // Broken off by the plugin: what has come is what arrived.
  }
  return body
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((closed) => server.close(closed))
}
