import { takeResult } from '@balie/sdk'
import { CoreError } from '../../errors/core-error.ts'
import { postToComponent } from '../../http/post-to-component.ts'
import type { CoreContext } from '../core-context.ts'
import type { Continuation } from '../plugins/start-authentication.ts'
import { signUrlState, verifyUrlState } from './url-state.ts'

/**
 * For an authentication plugin that can only append its result: a continuation that passes by this core,
 * with the real one and the attr_url signed in its path (CO-3). Without attr_url there is nothing to do.
 */
export async function shimAttrUrl(core: CoreContext, next: Continuation): Promise<Continuation> {
  if (next.attrUrl === undefined) return next
  const claims = { attr_url: next.attrUrl, continuation: next.continuation }
  const state = await signUrlState(claims, core.config.internalSecret, core.clock)
  return { continuation: `${core.config.serverUrl}/auth_attr_shim/${state}` }
}

/**
 * What happens when the user passes by: the result in the query is POSTed to the attr_url of the state, and
 * the answer is where the user goes on. A user without a result cancelled, and goes on all the same. A result
 * that the receiver refuses does not stop the user either: the receiver will tell.
 *
 * @throws STATE_REFUSED for a state that this core did not sign or that is expired; PLUGIN_SLOW and
 * PLUGIN_FAILED when the result did not arrive. Opening the same URL again tries again.
 */
export async function passThroughShim(core: CoreContext, state: string, query: unknown): Promise<string> {
  const claims = await verifyUrlState(state, core.config.internalSecret, core.clock)
  const attrUrl = claims['attr_url']
  const continuation = claims['continuation']
  if (typeof attrUrl !== 'string' || typeof continuation !== 'string') {
    throw new CoreError('STATE_REFUSED', 'the state lacks attr_url or continuation')
  }
  const result = takeResult(query)
  if (result === undefined) return continuation
  const name = 'the attr_url behind the shim'
  const answer = await postToComponent(core.outbound, name, {
    url: attrUrl,
    type: 'application/jwt',
    body: result,
  })
  if (answer.status >= 500) throw new CoreError('PLUGIN_FAILED', `${name} answered ${answer.status}`)
  if (answer.status >= 300)
    core.logger.warn({ status: answer.status }, 'a result was refused behind the shim')
  return continuation
}
