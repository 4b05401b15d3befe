import { lookup as dnsLookup } from 'node:dns'
import { IdContactError } from '../errors/id-contact-error.ts'
import { allowedUrl } from './allowed-url.ts'
import { checkedAddresses } from './checked-addresses.ts'
import { exchange } from './exchange.ts'
import type { Lookup } from './lookup.ts'
import type { Outbound } from './outbound.ts'

/** How long a call may take in all, milliseconds. */
export const CALL_TIMEOUT = 5_000

/**
 * Calls other components, and only those (O1). The URL must be of a listed origin; the name is resolved once,
 * its addresses are checked, and the connection goes to one of them. No redirect is followed, no cookie kept, no
 * proxy used. An answer has at most 64 KiB.
 *
 * No message holds more of a URL than its origin, nor any part of an answer.
 *
 * @param timeout milliseconds for the whole call: name, connection, headers and the last byte of the body
 * @param lookup resolves names; the system's own if not given
 */
export function createOutbound(options: { timeout?: number; lookup?: Lookup } = {}): Outbound {
  const { timeout = CALL_TIMEOUT, lookup = dnsLookup } = options
  return async (request, origins) => {
    const url = allowedUrl(request.url, origins)
    const deadline = new AbortController()
    const timer = setTimeout(() => deadline.abort(new Error(`no whole answer within ${timeout} ms`)), timeout)
    try {
      const addresses = await Promise.race([checkedAddresses(url, lookup), aborted(deadline.signal)])
      return await exchange(request, url, addresses, deadline.signal)
    } catch (thrown) {
      if (thrown instanceof IdContactError) throw thrown
      const cause = withoutContent(deadline.signal.aborted ? deadline.signal.reason : thrown)
      const detail = `${request.method} at ${url.origin}: ${cause.message}`
      throw new IdContactError('COMPONENT_UNREACHABLE', detail, { cause })
    } finally {
      clearTimeout(timer)
    }
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

/** Errors of Node carry what they stumbled on, such as bytes of the answer: only words and code are kept. */
function withoutContent(thrown: unknown): Error {
  const { message, code } = thrown as NodeJS.ErrnoException
  return Object.assign(new Error(message || code || 'no connection'), code !== undefined && { code })
}
