import { setTimeout as wait } from 'node:timers/promises'
import type { Listener } from './listener.ts'
import { createPace } from './pace.ts'

/** The part of a minute's requests that is served as it comes, and how many at least: some pages with all that is in them. */
const AT_ONCE = { part: 1 / 10, least: 60 }
/** How much faster than the limit the others are served. */
const FASTER = 2

/**
 * Spreads the requests of an address that comes with many at once: what it may ask in a minute, asked in one moment, would keep
 * the others waiting for seconds (R4). Register it after the limit: what that refuses does not count.
 *
 * @param perMinute the limit of one address
 */
export function serveEvenly(app: Listener, perMinute: number): void {
  const atOnce = Math.max(AT_ONCE.least, perMinute * AT_ONCE.part)
  const pace = createPace({ atOnce, each: 60_000 / perMinute / FASTER })
  // The limit is in onRequest.
  app.addHook('preParsing', async ({ ip }) => {
    const pause = pace.wait(ip)
    pace.take(ip)
    if (pause > 0) await wait(pause)
  })
}
