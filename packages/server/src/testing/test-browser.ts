import { once } from 'node:events'
import {
  type Ack,
  type AuthenticationMethods,
  type AuthenticationStarted,
  type CitizenCommands,
  type CitizenEvents,
  type CitizenView,
  fillPath,
  type Message,
  type PrivacyReceipt,
  type Problem,
  paths,
  type Receipts,
  type Stored,
} from '@balie/desk-api'
import { randomText, systemRandom } from '@balie/sdk'
import { io, type Socket } from 'socket.io-client'

/** A browser as far as servers see one: it keeps its cookies and says where it comes from. */
export interface TestBrowser {
  cookie: string
  /** Opens a client URL, or the way back, and follows its redirect. @returns the handle in the page's address */
  land(clientUrl: string): Promise<string>
  view(handle: string): Promise<CitizenView>
  begin(handle: string): Promise<Answered<CitizenView>>
  end(handle: string): Promise<Answered<CitizenView>>
  stay(handle: string): Promise<Answered<CitizenView>>
  logout(handle: string): Promise<Answered<CitizenView>>
  withdraw(handle: string): Promise<Answered<CitizenView>>
  receipt(handle: string): Promise<Answered<PrivacyReceipt>>
  methods(handle: string): Promise<Answered<AuthenticationMethods>>
  /** Chooses a method; keeps the cookie that it may get. */
  authenticate(handle: string, method: string): Promise<Answered<AuthenticationStarted>>
  /** Whatever else the page asks. */
  get<T>(path: string, handle: string): Promise<Answered<T>>
  post<T>(path: string, handle: string, body?: unknown): Promise<Answered<T>>
  /** Opens a socket, which may be refused. */
  page(handle: string, options?: PageOptions): CitizenPage
  close(): void
}

/** An answer, or a problem. */
export interface Answered<T> {
  readonly status: number
  readonly body: T | Problem
}

export interface PageOptions {
  readonly after?: number
  readonly origin?: string
  /** Whatever a page of somebody else would send. */
  readonly auth?: unknown
}

/** The citizen's page, without a page. */
export interface CitizenPage {
  readonly socket: Socket<CitizenEvents, CitizenCommands>
  /** As they came. */
  readonly views: CitizenView[]
  readonly messages: Message[]
  readonly receipts: Receipts[]
  readonly typing: boolean[]
  /** Sends a text as a new message. */
  says(text: string): Promise<Ack<Stored>>
  since(after: number): Promise<Ack<Message[]>>
  /** When something has come that makes this true. */
  until(condition: () => boolean): Promise<void>
}

export function createTestBrowser(publicUrl: string): TestBrowser {
  const pages: CitizenPage[] = []

  async function ask<T>(method: 'GET' | 'POST', path: string, handle: string, body?: unknown) {
    const answer = await fetch(`${publicUrl}${fillPath(path, { handle })}`, {
      method,
      headers: {
        ...cookies(browser),
        ...(method === 'POST' && { 'content-type': 'application/json', origin: publicUrl }),
      },
      ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }),
    })
    keepCookie(answer)
    return { status: answer.status, body: (await answer.json()) as T | Problem }
  }

  function keepCookie(answer: Response): void {
    const [set] = answer.headers.getSetCookie()
    if (set) browser.cookie = set.split(';')[0] ?? ''
  }

  const browser: TestBrowser = {
    cookie: '',
    async land(clientUrl) {
      const answer = await fetch(clientUrl, { redirect: 'manual', headers: cookies(browser) })
      const location = answer.headers.get('location')
      if (answer.status !== 303 || !location) throw new Error(`the landing answered ${answer.status}`)
      keepCookie(answer)
      return new URL(location).pathname.split('/').at(-1) ?? ''
    },
    async view(handle) {
      return (await ask<CitizenView>('GET', paths.citizenView, handle)).body as CitizenView
    },
    begin: (handle) => ask('POST', paths.citizenBegin, handle),
    end: (handle) => ask('POST', paths.citizenEnd, handle),
    stay: (handle) => ask('POST', paths.citizenStay, handle),
    logout: (handle) => ask('POST', paths.citizenLogout, handle),
    withdraw: (handle) => ask('POST', paths.citizenWithdraw, handle),
    receipt: (handle) => ask('GET', paths.citizenReceipt, handle),
    methods: (handle) => ask('GET', paths.citizenAuthentication, handle),
    get: (path, handle) => ask('GET', path, handle),
    post: (path, handle, body) => ask('POST', path, handle, body),
    authenticate: (handle, method) => ask('POST', paths.citizenAuthentication, handle, { method }),
    page(handle, options = {}) {
      const page = openPage(browser, publicUrl, handle, options)
      pages.push(page)
      return page
    },
    close() {
      for (const { socket } of pages) socket.disconnect()
    },
  }
  return browser
}

function openPage(
  browser: TestBrowser,
  publicUrl: string,
  handle: string,
  { after = 0, origin = publicUrl, auth = { handle, after } }: PageOptions,
): CitizenPage {
  const socket: CitizenPage['socket'] = io(`${publicUrl}/citizen`, {
    path: paths.live,
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    auth: auth as Record<string, unknown>,
    extraHeaders: { origin, ...cookies(browser) },
  })
  const page: Omit<CitizenPage, 'until' | 'says' | 'since'> = {
    socket,
    views: [],
    messages: [],
    receipts: [],
    typing: [],
  }
  const changes = new EventTarget()
  const came = () => changes.dispatchEvent(new Event('change'))
  socket.on('view', (view) => void page.views.push(view))
  socket.on('messages', (messages) => void page.messages.push(...messages))
  socket.on('receipts', (receipts) => void page.receipts.push(receipts))
  socket.on('typing', (on) => void page.typing.push(on))
  socket.onAny(came)
  socket.on('connect', came)
  socket.on('disconnect', came)
  socket.on('connect_error', came)
  return {
    ...page,
    says: (text) => socket.timeout(8000).emitWithAck('send', { id: randomText(systemRandom, 12), text }),
    since: (from) => socket.timeout(8000).emitWithAck('since', from),
    async until(condition) {
      const signal = AbortSignal.timeout(10_000)
      while (!condition()) await once(changes, 'change', { signal })
    },
  }
}

const cookies = ({ cookie }: TestBrowser) => (cookie === '' ? {} : { cookie })
