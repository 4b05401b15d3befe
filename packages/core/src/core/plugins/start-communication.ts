import {
  appendResult,
  createStartCommunicationRequest,
  parseStartCommunicationAnswer,
  type StartCommunicationAnswer,
} from '@balie/sdk'
import type { CommMethod, Purpose } from '../../config/core-config.ts'
import { CoreError } from '../../errors/core-error.ts'
import { isSuccess, postToComponent } from '../../http/post-to-component.ts'
import type { CoreContext } from '../core-context.ts'
import { askPlugin } from './ask-plugin.ts'

/**
 * Starts a session at a communication plugin, for which a result may follow.
 *
 * @throws PLUGIN_FAILED, PLUGIN_SLOW, ANSWER_INVALID
 */
export function startCommunication(
  core: CoreContext,
  method: CommMethod,
  purpose: Purpose,
): Promise<StartCommunicationAnswer> {
  return send(core, method, { purpose: purpose.tag })
}

/**
 * Starts a session with a result that is there already, and tells where the user goes. A plugin with
 * `disable_attributes_at_start` is started without it and gets it afterwards: at its attr_url, or else in
 * the landing (CO-3).
 *
 * @throws PLUGIN_FAILED, PLUGIN_SLOW, ANSWER_INVALID; then the user is sent nowhere.
 */
export async function startCommunicationWithResult(
  core: CoreContext,
  method: CommMethod,
  purpose: Purpose,
  authResult: string,
): Promise<string> {
  if (!method.disableAttributesAtStart) {
    return (await send(core, method, { purpose: purpose.tag, authResult })).clientUrl
  }
  const { clientUrl, attrUrl } = await startCommunication(core, method, purpose)
  if (attrUrl === undefined) {
    if (clientUrl.startsWith('tel:')) {
      throw new CoreError('PLUGIN_FAILED', `${nameOf(method)} gave no way to hand over the result`)
    }
    return appendResult(clientUrl, authResult)
  }
  const request = { url: attrUrl, type: 'application/jwt', body: authResult } as const
  const answer = await postToComponent(core.outbound, nameOf(method), request)
  if (!isSuccess(answer)) {
    throw new CoreError('PLUGIN_FAILED', `${nameOf(method)} answered ${answer.status} to the result`)
  }
  return clientUrl
}

function send(
  core: CoreContext,
  method: CommMethod,
  request: { purpose: string; authResult?: string },
): Promise<StartCommunicationAnswer> {
  const url = `${method.start}/start_communication`
  const message = createStartCommunicationRequest(request)
  return askPlugin(core, nameOf(method), { url, message }, parseStartCommunicationAnswer)
}

function nameOf(method: CommMethod): string {
  return `the communication plugin ${method.tag}`
}
