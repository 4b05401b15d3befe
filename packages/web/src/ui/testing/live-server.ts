import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { paths } from '@balie/desk-api/client'
import { Server } from 'socket.io'

/** As much of a page's socket as is needed to be rid of it. */
interface Droppable {
  removeAllListeners(): unknown
  disconnect(): unknown
  readonly io: { readonly engine: { close(): unknown } }
}

/** A real Socket.IO server on a port of its own, for tests of what a page does with its socket. */
export interface LiveServer {
  readonly io: Server
  readonly origin: string
  /** Remembers a page's socket, to cut it and to be rid of it. */
  keep<S extends Droppable>(socket: S): S
  /** Takes the connections away without a word, as a network does. */
  cut(): void
  /** The pages are gone. */
  drop(): void
  close(): Promise<void>
}

/** Starts one. */
export async function liveServer(): Promise<LiveServer> {
  const http = createServer()
  const server = new Server(http, { path: paths.live, transports: ['websocket'] })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const { port } = http.address() as AddressInfo
  let sockets: Droppable[] = []
  return {
    io: server,
    origin: `http://127.0.0.1:${port}`,
    keep(socket) {
      sockets.push(socket)
      return socket
    },
    cut() {
      for (const socket of sockets) socket.io.engine.close()
    },
    drop() {
      for (const socket of sockets) {
        socket.removeAllListeners()
        socket.disconnect()
      }
      sockets = []
    },
    close: () => server.close(),
  }
}
