import { BalieError } from '../errors/balie-error.ts'
import type { Addresses } from './addresses.ts'
import type { Listener } from './listener.ts'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses every unsafe request that is not made by a page of ours (F6). A form of a page without referrer
 * sends `Origin: null`; then the browser's own `Sec-Fetch-Site` says where it came from. An address that
 * does not exist stays 404, also for a component that knocks at the wrong door (B10).
 */
export function requireOwnOrigin(app: Listener, addresses: Addresses): void {
  app.addHook('onRequest', async (request) => {
    if (SAFE.has(request.method) || request.is404) return
    const { origin = 'null' } = request.headers
    if (origin === addresses.origin) return
    if (origin === 'null' && request.headers['sec-fetch-site'] === 'same-origin') return
    throw new BalieError('ORIGIN_REFUSED', 'the Origin of an unsafe request is not that of external_url')
  })
}
