import { createServer, type Server } from 'node:http'
import { freePorts } from './free-ports.ts'

/** The far side of session URLs, which can be away. It notes what comes. */
export interface UpdateListener {
  readonly origin: string
  /** What came, in order, such as `POST /session/1?type=logout`; and when, milliseconds since 1970. */
  readonly received: readonly { readonly request: string; readonly at: number }[]
  /** The types of what came for a path, in order. */
  typesOf(path: string): string[]
  start(): Promise<void>
  stop(): Promise<void>
}

/** A far side at a port of its own, not yet listening: an installation must know its origin. */
export async function createUpdateListener(): Promise<UpdateListener> {
  const [port = 0] = await freePorts(1)
  const received: { request: string; at: number }[] = []
  let server: Server | undefined
  return {
    origin: `http://localhost:${port}`,
    received,
    typesOf: (path) =>
      received.flatMap(({ request }) => {
        const url = new URL(request.replace(/^\w+ /, ''), 'http://localhost')
        return url.pathname === path ? [url.searchParams.get('type') ?? ''] : []
      }),
    async start() {
      server = createServer((request, answer) => {
        received.push({ request: `${request.method} ${request.url}`, at: Date.now() })
        answer.writeHead(204).end()
      })
      await new Promise<void>((ready) => server?.listen(port, '127.0.0.1', ready))
    },
    async stop() {
      server?.closeAllConnections()
      await new Promise<void>((closed) => (server ? server.close(() => closed()) : closed()))
      server = undefined
    },
  }
}
