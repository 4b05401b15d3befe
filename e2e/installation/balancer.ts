import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** Where a balancer sends connections. */
export interface BalancerTarget {
  readonly host: string
  readonly port: number
  /** Asked every second; one that does not say 200 gets no new connections. Absent: whoever takes a connection gets it. */
  readonly readyUrl?: string
}

/** Plain TCP before several nodes, as `haproxy-tcp.cfg` of the examples: in turn, to one that takes the connection. */
export interface Balancer {
  /** How many connections each target has now. */
  open(): readonly number[]
  /** Ends the connections to a target, as a proxy does to a node that is gone. */
  drop(target: number): void
  close(): Promise<void>
}

const CONNECT_WITHIN = 1_000
const ASK_EVERY = 1_000
const ANSWER_WITHIN = 1_000

/** Listens on a port of 127.0.0.1. */
export async function startBalancer(port: number, targets: readonly BalancerTarget[]): Promise<Balancer> {
  const near = new Set<Socket>()
  const far = targets.map(() => new Set<Socket>())
  const isReady = targets.map(() => true)
  let turn = 0

  async function ask(): Promise<void> {
    for (const [index, { readyUrl }] of targets.entries()) {
      if (readyUrl === undefined) continue
      const answer = await fetch(readyUrl, { signal: AbortSignal.timeout(ANSWER_WITHIN) }).catch(
        () => undefined,
      )
      await answer?.arrayBuffer().catch(() => undefined)
      isReady[index] = answer?.ok ?? false
    }
  }

  async function reach(): Promise<Socket | undefined> {
    turn += 1
    for (const step of targets.keys()) {
      const index = (turn + step) % targets.length
      const target = targets[index]
      if (!target || !isReady[index]) continue
      const socket = connect(target.port, target.host)
      try {
        await once(socket, 'connect', { signal: AbortSignal.timeout(CONNECT_WITHIN) })
      } catch {
        socket.destroy()
        continue
      }
      far[index]?.add(socket)
      socket.once('close', () => far[index]?.delete(socket))
      return socket
    }
    return undefined
  }

  async function take(from: Socket): Promise<void> {
    near.add(from)
    from.on('error', () => from.destroy())
    from.once('close', () => near.delete(from))
    const to = await reach()
    if (!to) return void from.resetAndDestroy()
    to.on('error', () => from.destroy())
    to.once('close', () => from.destroy())
    from.once('close', () => to.destroy())
    if (from.destroyed) return void to.destroy()
    from.pipe(to).pipe(from)
  }

  const server = createServer((from) => void take(from))
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready))
  const asking = setInterval(() => void ask(), ASK_EVERY)
  return {
    open: () => far.map(({ size }) => size),
    drop(target) {
      for (const socket of far[target] ?? []) socket.destroy()
    },
    async close() {
      clearInterval(asking)
      for (const socket of near) socket.destroy()
      await new Promise((closed) => server.close(closed))
    },
  }
}
