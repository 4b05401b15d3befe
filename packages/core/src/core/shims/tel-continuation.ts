import type { CoreContext } from '../core-context.ts'
import type { Continuation } from '../plugins/start-authentication.ts'
import { signTelToken } from './tel-token.ts'

/**
 * For a `tel:` continuation: the page that shows the number and the code, with the continuation signed by
 * the core's UI key behind its URL (CO-3). Any other continuation stays as it is.
 */
export async function shimTelContinuation(core: CoreContext, next: Continuation): Promise<Continuation> {
  const { tel } = core.config
  if (tel === undefined || !next.continuation.startsWith('tel:')) return next
  const token = await signTelToken(tel.signingKey, next.continuation, core.clock)
  return { ...next, continuation: `${tel.uiTelUrl}${token}` }
}
