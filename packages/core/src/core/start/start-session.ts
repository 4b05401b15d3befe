import type { StartRequest } from '@balie/sdk'
import { CoreError } from '../../errors/core-error.ts'
import type { CoreContext } from '../core-context.ts'
import { findAuthMethod, findCommMethod, findPurpose } from '../find-method.ts'
import { startAuthentication } from '../plugins/start-authentication.ts'
import { startCommunication, startCommunicationWithResult } from '../plugins/start-communication.ts'

/**
 * The three starts of an initiator (CO-2); which one it is shows from what the request has:
 * - `authMethod` and `commMethod`: a full session. The communication plugin first, as it tells where the
 *   result must go; then the authentication plugin, where the user goes now;
 * - `commMethod` and `authResult`: communication with an earlier result;
 * - `commMethod` alone: unauthenticated, where the purpose allows it (UN-4).
 *
 * All that can be refused is refused before any plugin is called.
 *
 * @returns where the user goes: `http(s):` or `tel:`.
 * @throws PURPOSE_UNKNOWN, METHOD_REFUSED, UNAUTHENTICATED_REFUSED, BODY_INVALID; PLUGIN_FAILED, PLUGIN_SLOW,
 * ANSWER_INVALID when a plugin lets the start down: then nobody is sent anywhere.
 */
export async function startSession(core: CoreContext, request: StartRequest): Promise<string> {
  const purpose = findPurpose(core.config, request.purpose)
  if (request.commMethod === undefined) throw new CoreError('BODY_INVALID', 'a start has no comm_method')
  const commMethod = findCommMethod(core.config, purpose, request.commMethod)
  if (request.authMethod !== undefined) {
    const authMethod = findAuthMethod(core.config, purpose, request.authMethod)
    const { clientUrl, attrUrl } = await startCommunication(core, commMethod, purpose)
    const next = { continuation: clientUrl, ...(attrUrl === undefined ? {} : { attrUrl }) }
    return startAuthentication(core, authMethod, purpose, next)
  }
  if (request.authResult !== undefined) {
    return startCommunicationWithResult(core, commMethod, purpose, request.authResult)
  }
  if (!purpose.allowUnauthenticated) {
    throw new CoreError('UNAUTHENTICATED_REFUSED', `${purpose.tag} has no allow_unauthenticated`)
  }
  return (await startCommunication(core, commMethod, purpose)).clientUrl
}
