import { connect, createServer, type Socket } from 'node:net'

/** A TCP proxy that can lose the connection, as a train in a tunnel does. */
export interface CuttableProxy {
  /** Ends every connection without a goodbye, and refuses new ones. */
  cut(): void
  restore(): void
  close(): Promise<void>
}

/** Forwards a port of this machine to another one. */
export async function startCuttableProxy(port: number, target: number): Promise<CuttableProxy> {
  const open = new Set<Socket>()
  let connected = true
  const server = createServer((near) => {
    if (!connected) return void near.resetAndDestroy()
    const far = connect(target, '127.0.0.1')
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(socket)
      socket.pipe(other)
      socket.on('error', () => other.destroy())
      socket.on('close', () => {
        open.delete(socket)
        other.destroy()
      })
    }
  })
  const cut = () => {
    connected = false
    for (const socket of open) socket.resetAndDestroy()
  }
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready))
  return {
    cut,
    restore() {
      connected = true
    },
    async close() {
      cut()
      await new Promise((closed) => server.close(closed))
    },
  }
}
