import { setTimeout as wait } from 'node:timers/promises'
import type { Listener } from './listener.ts'

/** How long a refusal takes at least, milliseconds. */
const PAUSE = 1_000
/** Those of one moment are spread over as much again, in so many parts: they would come back in one moment. */
const PARTS = 50
const WAITING = 1_000

/**
 * Who sends too much gets the answer late: whoever asks again at once is kept by what was asked before, at the price of a timer,
 * instead of taking the server from the others (R4).
 *
 * @param most refusals that wait at once; who comes beyond them loses the connection
 */
export function refuseSlowly(app: Listener, most = WAITING): void {
  let waiting = 0
  let count = 0
  app.addHook('onSend', async (request, reply) => {
    if (reply.statusCode !== 429) return
    if (waiting >= most) {
      request.raw.destroy()
      return
    }
    waiting += 1
    count += 1
    await wait(PAUSE * (1 + (count % PARTS) / PARTS))
    waiting -= 1
  })
}
