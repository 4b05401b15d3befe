import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import { BalieError } from '../errors/balie-error.ts'
import type { Addresses } from './addresses.ts'
import { createListener, type ListenerOptions } from './create-listener.ts'
import type { Listener } from './listener.ts'
import { refuseSlowly } from './refuse-slowly.ts'
import { requireOwnOrigin } from './require-own-origin.ts'
import { safeHeaders } from './safe-headers.ts'
import { serveEvenly } from './serve-evenly.ts'

export interface PublicListenerOptions extends Omit<ListenerOptions, 'name'> {
  readonly addresses: Addresses
  /** Of one visitor; 0: no limit. */
  readonly requestsPerMinute: number
}

/**
 * The listener for browsers, without routes: safe headers, cookies, a limit on requests of one visitor, and
 * unsafe methods only from pages of ours (F6). Components have nothing here (B10).
 */
export async function createPublicListener(options: PublicListenerOptions): Promise<Listener> {
  const app = await createListener({ ...options, name: 'public' })
  await safeHeaders(app, options.addresses)
  await app.register(cookie)
  if (options.requestsPerMinute > 0) {
    await app.register(rateLimit, {
      max: options.requestsPerMinute,
      timeWindow: 60_000,
      errorResponseBuilder: () =>
        new BalieError('TOO_MANY_REQUESTS', 'more requests in a minute than allowed'),
      addHeaders: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
      addHeadersOnExceeding: {
        'x-ratelimit-limit': false,
        'x-ratelimit-remaining': false,
        'x-ratelimit-reset': false,
      },
    })
    serveEvenly(app, options.requestsPerMinute)
  }
  refuseSlowly(app)
  requireOwnOrigin(app, options.addresses)
  return app
}
