import { appendResult } from '@balie/sdk'
import type { AuthTestContext } from './auth-test-context.ts'
import type { Authentication } from './authentications.ts'
import { deliverResult } from './deliver-result.ts'
import { makeResult, type Outcome } from './make-result.ts'

/** What the tester decided: an outcome, or to cancel. */
export type Decision = { readonly outcome: Outcome; readonly later: boolean } | 'cancel'

/**
 * Ends an authentication and tells where the user goes. The result is POSTed first, where there is an attr_url,
 * and only then the user goes on; without attr_url it goes along with the user (AU-2). A later result waits
 * until it is sent by hand. After a cancellation nothing is sent at all, as deployed plugins do (AC-8).
 *
 * @throws PLUGIN_FAILED, PLUGIN_SLOW when the result did not arrive: then the user has not moved.
 */
export async function finishAuthentication(
  context: AuthTestContext,
  authentication: Authentication,
  decision: Decision,
): Promise<string> {
  const { continuation, attrUrl } = authentication
  if (decision === 'cancel') return continuation
  if (attrUrl === undefined) {
    // A telephone carries no result: the call simply stays without one.
    if (continuation.startsWith('tel:')) return continuation
    return appendResult(continuation, await makeResult(context, decision.outcome))
  }
  if (decision.later) context.deliveries.keep(attrUrl, decision.outcome)
  else await deliverResult(context, attrUrl, decision.outcome)
  return continuation
}
