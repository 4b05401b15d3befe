import { createStartAuthenticationRequest, parseClientUrlAnswer } from '@balie/sdk'
import type { AuthMethod, Purpose } from '../../config/core-config.ts'
import type { CoreContext } from '../core-context.ts'
import { shimAttrUrl } from '../shims/auth-attr-shim.ts'
import { shimTelContinuation } from '../shims/tel-continuation.ts'
import { askPlugin } from './ask-plugin.ts'

/** Where the user goes after authenticating, and where the result goes; without attrUrl it goes along with the user. */
export interface Continuation {
  /** `http(s):` or `tel:`. */
  readonly continuation: string
  readonly attrUrl?: string
}

/**
 * Starts an authentication for the attributes of the purpose and tells where the user goes for it. The two
 * compatibility layers, for phone numbers and for plugins that cannot POST, come in between (CO-3).
 *
 * @throws PLUGIN_FAILED, PLUGIN_SLOW, ANSWER_INVALID
 */
export async function startAuthentication(
  core: CoreContext,
  method: AuthMethod,
  purpose: Purpose,
  next: Continuation,
): Promise<string> {
  // The phone number first: it is what the redirect through the core must lead on to.
  const shown = method.shimTelUrl ? await shimTelContinuation(core, next) : next
  const asked = method.disableAttrUrl ? await shimAttrUrl(core, shown) : shown
  const url = `${method.start}/start_authentication`
  const message = createStartAuthenticationRequest({ attributes: purpose.attributes, ...asked })
  const name = `the authentication plugin ${method.tag}`
  return (await askPlugin(core, name, { url, message }, parseClientUrlAnswer)).clientUrl
}
