import { verifyStartAuthRequest } from '@balie/sdk'
import type { CoreContext } from '../core-context.ts'
import { findAuthMethod, findPurpose } from '../find-method.ts'
import { startAuthentication } from '../plugins/start-authentication.ts'

/**
 * The fourth start (CO-2): a communication plugin asks, with its signature, to authenticate a user during
 * communication.
 *
 * @param jws the bare body; its `kid` names one of the configured keys.
 * @returns where the user goes.
 * @throws START_REQUEST_REFUSED for a signature, key name, time or shape that is not accepted; PURPOSE_UNKNOWN,
 * METHOD_REFUSED; PLUGIN_FAILED, PLUGIN_SLOW, ANSWER_INVALID.
 */
export async function startAuthenticationOnly(core: CoreContext, jws: string): Promise<string> {
  const request = await verifyStartAuthRequest(jws, { keys: core.config.startAuthKeys, clock: core.clock })
  const purpose = findPurpose(core.config, request.purpose)
  const method = findAuthMethod(core.config, purpose, request.authMethod)
  const attrUrl = request.attrUrl === undefined ? {} : { attrUrl: request.attrUrl }
  return startAuthentication(core, method, purpose, { continuation: request.commUrl, ...attrUrl })
}
