import { CoreError } from '../../errors/core-error.ts'
import { isSuccess, postToComponent } from '../../http/post-to-component.ts'
import type { CoreContext } from '../core-context.ts'

/**
 * POSTs a JSON message to a plugin and reads its answer with `parse`.
 *
 * @param name what the plugin is, for the log.
 * @throws PLUGIN_FAILED for anything but a 2xx with JSON, PLUGIN_SLOW after the time limit, and what `parse` throws.
 */
export async function askPlugin<T>(
  core: CoreContext,
  name: string,
  request: { url: string; message: object },
  parse: (body: unknown) => T,
): Promise<T> {
  const body = JSON.stringify(request.message)
  const answer = await postToComponent(core.outbound, name, {
    url: request.url,
    type: 'application/json',
    body,
  })
  if (!isSuccess(answer)) throw new CoreError('PLUGIN_FAILED', `${name} answered ${answer.status}`)
  return parse(readJson(answer.body, name))
}

function readJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new CoreError('PLUGIN_FAILED', `${name} answered something that is not JSON`)
  }
}
