import type { AddressInfo, Server } from 'node:net'

/** A server that listens on 127.0.0.1. */
export interface Listening extends AsyncDisposable {
  readonly port: number
  readonly origin: string
}

/** Listens on a free port of 127.0.0.1 until disposed; open connections are closed as well. */
export async function listen(
  server: Server & { closeAllConnections?: () => void },
  scheme: 'http' | 'https' = 'http',
): Promise<Listening> {
  const sockets = new Set<{ destroy(): unknown }>()
  server.on('connection', (socket) => sockets.add(socket))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    port,
    origin: `${scheme}://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise((done) => server.close(done))
    },
  }
}
