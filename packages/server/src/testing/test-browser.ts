import { once } from 'node:events'
import {
  type CitizenCommands,
  type CitizenEvents,
  type CitizenView,
  fillPath,
  type Message,
  type Problem,
  paths,
  type Receipts,
} from '@balie/desk-api'
import { io, type Socket } from 'socket.io-client'

/** A browser as far as servers see one: it keeps its cookies and says where it comes from. */
export interface TestBrowser {
  cookie: string
  /** Opens a client URL and follows its redirect. @returns the handle in the page's address */
  land(clientUrl: string): Promise<string>
  view(handle: string): Promise<CitizenView>
  begin(handle: string): Promise<{ status: number; body: CitizenView | Problem }>
  end(handle: string): Promise<{ status: number; body: CitizenView | Problem }>
  /** Opens a socket, which may be refused. */
  page(handle: string, options?: PageOptions): CitizenPage
  close(): void
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
  /** When something has come that makes this true. */
  until(condition: () => boolean): Promise<void>
}

export function createTestBrowser(publicUrl: string): TestBrowser {
  const pages: CitizenPage[] = []
  const browser: TestBrowser = {
    cookie: '',
    async land(clientUrl) {
      const answer = await fetch(clientUrl, { redirect: 'manual', headers: cookies(browser) })
      const location = answer.headers.get('location')
      if (answer.status !== 303 || !location) throw new Error(`the landing answered ${answer.status}`)
      const [set] = answer.headers.getSetCookie()
      if (set) browser.cookie = set.split(';')[0] ?? ''
      return new URL(location).pathname.split('/').at(-1) ?? ''
    },
    async view(handle) {
      const answer = await fetch(`${publicUrl}${fillPath(paths.citizenView, { handle })}`, {
        headers: cookies(browser),
      })
      return (await answer.json()) as CitizenView
    },
    begin: (handle) => post(browser, publicUrl, fillPath(paths.citizenBegin, { handle })),
    end: (handle) => post(browser, publicUrl, fillPath(paths.citizenEnd, { handle })),
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
  const page: Omit<CitizenPage, 'until'> = { socket, views: [], messages: [], receipts: [], typing: [] }
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
    async until(condition) {
      const signal = AbortSignal.timeout(10_000)
      while (!condition()) await once(changes, 'change', { signal })
    },
  }
}

const cookies = ({ cookie }: TestBrowser) => (cookie === '' ? {} : { cookie })

async function post(browser: TestBrowser, publicUrl: string, path: string) {
  const answer = await fetch(`${publicUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: publicUrl, ...cookies(browser) },
    body: '{}',
  })
  return { status: answer.status, body: (await answer.json()) as CitizenView | Problem }
}
