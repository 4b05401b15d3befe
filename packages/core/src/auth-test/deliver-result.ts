import { CoreError } from '../errors/core-error.ts'
import { isSuccess, postToComponent } from '../http/post-to-component.ts'
import type { AuthTestContext } from './auth-test-context.ts'
import { makeResult, type Outcome } from './make-result.ts'

/**
 * POSTs the result to the attr_url, from the server (AU-2).
 *
 * @throws PLUGIN_FAILED when the receiver cannot be reached or refuses it; PLUGIN_SLOW.
 */
export async function deliverResult(
  context: AuthTestContext,
  attrUrl: string,
  outcome: Outcome,
): Promise<void> {
  const body = await makeResult(context, outcome)
  const request = { url: attrUrl, type: 'application/jwt', body } as const
  const answer = await postToComponent(context.outbound, 'the attr_url', request)
  if (!isSuccess(answer)) throw new CoreError('PLUGIN_FAILED', `the attr_url answered ${answer.status}`)
}
