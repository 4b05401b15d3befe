import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** What a wire does to what passes. Nothing of it: it passes. */
export interface Fault {
  /** Every packet comes so many milliseconds later, in either direction. */
  readonly delay?: number
  readonly bytesPerSecond?: number
  /** Half-open: connections stay and new ones are taken, nothing passes, and nobody hears that an end was closed. */
  readonly stall?: boolean
  /** A connection that has carried so many bytes is cut. */
  readonly cutAfter?: number
}

/** A TCP wire to another port of this machine, which can be faulty. */
export interface FaultProxy {
  /** Stays the same. */
  readonly port: number
  /** From now on, for connections that there are as well. */
  behave(fault: Fault): void
  /** The connections that there are stay, and never carry anything any more; new ones do. */
  abandon(): void
  /** Ends every connection without a goodbye, and refuses new ones: what a server that goes down looks like from here. */
  cut(): Promise<void>
  restore(): Promise<void>
  close(): Promise<void>
}

/**
 * @param target the port of what is behind it, asked at each connection
 * @param host where that is
 * @param address where it listens
 */
export async function startFaultProxy(
  target: () => number,
  host = '127.0.0.1',
  address = '127.0.0.1',
): Promise<FaultProxy> {
  const sockets = new Set<Socket>()
  let fault: Fault = {}
  let generation = 0
  let stalled = Promise.withResolvers<void>()
  let server: Server | undefined
  let port = 0
  let isClosing = false
  stalled.resolve()

  function carry(near: Socket): void {
    const far = connect(target(), host)
    const line: Line = { generation, carried: 0, cut: () => [near, far].forEach(breakOff) }
    pass(near, far, line)
    pass(far, near, line)
  }

  function pass(from: Socket, to: Socket, line: Line): void {
    sockets.add(from)
    let last = Promise.resolve()
    const inTurn = (work: () => unknown) => {
      last = last.then(async () => {
        while (fault.stall) await stalled.promise
        if (line.generation < generation && !isClosing) return
        await work()
      })
    }
    from.on('error', () => from.destroy())
    from.on('data', (packet: Buffer) => {
      const due = performance.now() + (fault.delay ?? 0)
      inTurn(async () => {
        await wait(Math.max(0, due - performance.now()))
        line.carried += packet.length
        if (line.carried > (fault.cutAfter ?? Number.POSITIVE_INFINITY)) return line.cut()
        if (!to.destroyed) to.write(packet)
        if (fault.bytesPerSecond) await wait((packet.length / fault.bytesPerSecond) * 1000)
      })
    })
    from.on('end', () => inTurn(() => to.end()))
    from.on('close', () => {
      sockets.delete(from)
      inTurn(() => to.destroy())
    })
  }

  async function restore(): Promise<void> {
    server = createServer({ allowHalfOpen: true }, carry).listen(port, address)
    await once(server, 'listening')
    port = (server.address() as AddressInfo).port
  }

  async function cut(): Promise<void> {
    const closed = server && once(server, 'close')
    server?.close()
    for (const socket of sockets) breakOff(socket)
    await closed
    server = undefined
  }

  function behave(next: Fault): void {
    fault = next
    if (next.stall) stalled = Promise.withResolvers()
    else stalled.resolve()
  }

  await restore()
  return {
    get port() {
      return port
    },
    behave,
    abandon() {
      generation += 1
    },
    cut,
    restore,
    async close() {
      isClosing = true
      behave({})
      if (server) await cut()
    },
  }
}

/** A connection and the one behind it. */
interface Line {
  /** How often others had been abandoned when it was made. */
  readonly generation: number
  carried: number
  cut(): void
}

/** Without a goodbye, where that is still possible. */
function breakOff(socket: Socket): void {
  if (socket.connecting || socket.writableEnded) socket.destroy()
  else socket.resetAndDestroy()
}
