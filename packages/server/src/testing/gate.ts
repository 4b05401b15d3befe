import { connect, createServer, type Server, type Socket } from 'node:net'
import { Secret } from '@balie/sdk'

/** A way to a database that can be shut and opened, as when the database goes down and comes back. */
export interface Gate {
  /** The same database, by way of the gate. */
  readonly databaseUrl: Secret<string>
  /** Cuts every connection and refuses new ones. */
  shut(): Promise<void>
  /** Lets connections through again, at the same port. */
  open(): Promise<void>
  /** Cuts every connection; new ones go to the server at this port, as when an address moves to another machine. */
  turn(port: number): void
  /** Keeps every connection, takes new ones, and carries nothing any more. */
  stall(): void
}

/** An open gate before the server of a database. Shut it in `after`. */
export async function createGate(databaseUrl: Secret<string>): Promise<Gate> {
  const target = new URL(databaseUrl.reveal())
  const sockets = new Set<Socket>()
  let targetPort = Number(target.port || 5432)
  const hold = (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
  }
  let isStalled = false
  const server: Server = createServer((from) => {
    hold(from)
    if (isStalled) return
    const to = connect(targetPort, target.hostname)
    hold(to)
    from.pipe(to).pipe(from)
  })
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  await listen(0)
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const through = new URL(target)
  through.hostname = '127.0.0.1'
  through.port = String(port)
  return {
    databaseUrl: new Secret('database address', through.href),
    async shut() {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    },
    open: () => listen(port),
    stall() {
      isStalled = true
      for (const socket of sockets) socket.unpipe().pause()
    },
    turn(to) {
      targetPort = to
      for (const socket of sockets) socket.destroy()
    },
  }
}
