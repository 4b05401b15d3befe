import type { IncomingMessage } from 'node:http'
import { paths } from '@balie/desk-api'
import type { Clock } from '@balie/sdk'
import proxyAddr from '@fastify/proxy-addr'
import { Server, type Socket } from 'socket.io'
import type { Addresses } from './addresses.ts'
import { createLimit } from './limit.ts'
import type { Listener } from './listener.ts'
import type { Metrics } from './metrics.ts'

/** Largest frame, bytes (R4). */
const FRAME = 64 * 1024

/** What may wait for a reader that does not keep up before more is refused, characters (R4). */
const BUFFER = 1024 * 1024

export interface LiveServerOptions {
  readonly addresses: Pick<Addresses, 'origin'>
  readonly clock: Clock
  /** Proxies whose `X-Forwarded-For` is believed. */
  readonly trustProxy: readonly string[]
  /** Most connections that one visitor opens in a minute; 0: no limit. */
  readonly connectionsPerMinute: number
  readonly metrics: Pick<Metrics, 'tooMany'>
}

/**
 * Socket.IO on the public listener: WebSocket only, from pages of ours only (R2). Whoever opens a namespace
 * checks the credential. Closes its sockets before the listener closes, which would wait for them for ever.
 */
export function createLiveServer(app: Listener, options: LiveServerOptions): Server {
  const { addresses, clock, connectionsPerMinute, metrics } = options
  const trusts = proxyAddr.compile([...options.trustProxy])
  const opened = createLimit(clock, connectionsPerMinute || Number.POSITIVE_INFINITY, 60_000)

  function mayOpen(request: IncomingMessage): boolean {
    if (request.headers.origin !== addresses.origin) return false
    if (opened.take(proxyAddr(request, trusts))) return true
    metrics.tooMany('connections')
    return false
  }

  const io = new Server(app.server, {
    path: paths.live,
    transports: ['websocket'],
    serveClient: false,
    maxHttpBufferSize: FRAME,
    perMessageDeflate: false,
    // A page must say within this time which namespace it wants.
    connectTimeout: 10_000,
    // A page that hears nothing for longer looks for another node. A telephone that lost its network is noticed within
    // half a minute.
    pingInterval: 5_000,
    pingTimeout: 15_000,
    allowRequest: (request, decide) => decide(null, mayOpen(request)),
  })
  io.engine.on('connection', boundBuffer)
  app.addHook('preClose', async () => {
    await io.close()
  })
  return io
}

/** Closes a connection whose reader is too slow. Its page comes back, and asks for what it lacks. */
function boundBuffer(connection: Socket['conn']): void {
  let waiting = 0
  connection.on('packetCreate', ({ data }) => {
    if (waiting > BUFFER) connection.close(true)
    else waiting += data?.length ?? 0
  })
  connection.on('flush', () => {
    waiting = 0
  })
}
