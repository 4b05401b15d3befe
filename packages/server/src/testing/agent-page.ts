import type { DeskCommands, DeskEvents } from '@balie/desk-api'
import { fillPath, paths } from '@balie/desk-api'
import { io, type Socket } from 'socket.io-client'

/** What came on a socket. */
export interface Heard {
  readonly event: string
  readonly values: readonly unknown[]
}

/** A browser of an agent, without its looks. */
export interface AgentPage {
  cookie: string
  signIn(email: string, password: string): Promise<Answer>
  get(path: string, id?: string): Promise<Answer>
  post(path: string, id?: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  /** A socket that is let in. */
  connect(headers?: Record<string, string>): Promise<LivePage>
  close(): void
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: Record<string, unknown> & unknown[]
  readonly text: string
}

/** A socket of the desk, which remembers what it heard. */
export interface LivePage {
  readonly socket: Socket<DeskEvents, DeskCommands>
  readonly heard: Heard[]
  /** The first event that fits, from those already heard on, within five seconds. */
  hears<E extends keyof DeskEvents>(
    event: E,
    fits?: (...values: Parameters<DeskEvents[E]>) => boolean,
  ): Promise<Parameters<DeskEvents[E]>>
  /** Settles when the socket is closed, within five seconds. */
  closes(): Promise<string>
}

const PATIENCE = 5000

export function createAgentPage(origin: string): AgentPage {
  const sockets: Socket[] = []
  let cookie = ''

  async function ask(method: string, path: string, id: string, body?: unknown, more = {}): Promise<Answer> {
    const answer = await fetch(new URL(fillPath(path, { id }), origin), {
      method,
      headers: {
        ...(cookie && { cookie }),
        ...(method === 'POST' && { origin, 'content-type': 'application/json' }),
        ...more,
      },
      ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }),
    })
    const text = await answer.text()
    return { status: answer.status, headers: answer.headers, text, body: JSON.parse(text) }
  }

  return {
    get cookie() {
      return cookie
    },
    set cookie(value) {
      cookie = value
    },
    async signIn(email, password) {
      const answer = await ask('POST', paths.signIn, '', { email, password })
      const [set] = answer.headers.getSetCookie()
      if (set) cookie = set.split(';')[0] ?? ''
      return answer
    },
    get: (path, id = '') => ask('GET', path, id),
    post: (path, id = '', body = {}, headers = {}) => ask('POST', path, id, body, headers),
    connect: (headers = {}) =>
      live(`${origin}/desk`, { ...(cookie && { cookie }), origin, ...headers }, (socket) =>
        sockets.push(socket),
      ),
    close() {
      for (const socket of sockets) socket.disconnect()
    },
  }
}

function live(url: string, extraHeaders: Record<string, string>, made: (socket: Socket) => void) {
  const socket: Socket<DeskEvents, DeskCommands> = io(url, {
    path: paths.live,
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    extraHeaders,
  })
  made(socket)
  const heard: Heard[] = []
  const waiting = new Set<() => void>()
  socket.onAny((event: string, ...values: unknown[]) => {
    heard.push({ event, values })
    for (const look of [...waiting]) look()
  })
  const closed = new Promise<string>((resolve) => socket.once('disconnect', resolve))
  const page: LivePage = {
    socket,
    heard,
    closes: () => patiently('the end of the socket', closed),
    hears(event, fits = () => true) {
      type Values = Parameters<DeskEvents[typeof event]>
      const found = new Promise<Values>((resolve) => {
        const look = () => {
          const match = heard.find((one) => one.event === event && fits(...(one.values as Values)))
          if (!match) return
          waiting.delete(look)
          resolve(match.values as Values)
        }
        waiting.add(look)
        look()
      })
      return patiently(event, found)
    },
  }
  return new Promise<LivePage>((resolve, reject) => {
    socket.once('connect', () => resolve(page))
    socket.once('connect_error', reject)
  })
}

function patiently<T>(what: string, promise: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(`waited for ${what} in vain`)), PATIENCE).unref()
  })
  return Promise.race([promise, late])
}
