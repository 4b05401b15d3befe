import { setTimeout as wait } from 'node:timers/promises'
import type { Server } from 'socket.io'

/** How often some sockets are let go, milliseconds. */
const STEP = 100

/**
 * Lets go of all sockets, evenly over the time; their pages come back on another node. New ones may still come, and
 * are let go with the others. Their `data.isLetGo` says that it was our doing: nobody left.
 *
 * @param time milliseconds
 */
export async function drain(io: Server, time: number): Promise<void> {
  // By the clock: on a busy machine a step takes longer than it should.
  const until = performance.now() + time
  for (let left = time; left > 0; left = until - performance.now()) {
    await wait(Math.min(STEP, left))
    const open = connections(io)
    for (const [connection, sockets] of open.slice(0, Math.ceil((open.length * STEP) / left))) {
      for (const socket of sockets) socket.data.isLetGo = true
      connection.close()
    }
  }
}

/** The connections under the sockets: a page comes back by itself when its connection is lost. */
function connections(io: Server) {
  const sockets = [...io._nsps.values()].flatMap((namespace) => [...namespace.sockets.values()])
  return [...Map.groupBy(sockets, ({ conn }) => conn)]
}
