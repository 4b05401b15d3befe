import type { Page, Request, WebSocket } from '@playwright/test'

/** What goes between a page and servers. */
export interface Traffic {
  /** The addresses that the page asked for, newest last. */
  readonly addresses: readonly string[]
  /** Sockets that the page opened, newest last. */
  readonly sockets: readonly WebSocket[]
  /** Forgets what came so far. */
  forget(): void
  /** Which of these words came in an answer or on a socket since. */
  heard(words: readonly string[]): Promise<string[]>
}

/** Listens in on a page from now on: every answer's text, and every frame of every socket that comes in. */
export function recordTraffic(page: Page): Traffic {
  const addresses: string[] = []
  const sockets: WebSocket[] = []
  let came: Promise<string>[] = []
  page.on('request', (request) => addresses.push(request.url()))
  // What was broken off has no text, nor has a redirect.
  page.on('requestfinished', (request) => came.push(textOf(request).catch(() => '')))
  page.on('websocket', (socket) => {
    sockets.push(socket)
    socket.on('framereceived', ({ payload }) => came.push(Promise.resolve(String(payload))))
  })
  return {
    addresses,
    sockets,
    forget() {
      came = []
    },
    async heard(words) {
      const all = (await Promise.all(came)).join('\n')
      return words.filter((word) => all.includes(word))
    },
  }
}

async function textOf(request: Request): Promise<string> {
  const answer = await request.response()
  return (await answer?.text()) ?? ''
}
