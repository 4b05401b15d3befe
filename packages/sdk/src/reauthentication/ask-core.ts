import { IdContactError } from '../errors/id-contact-error.ts'
import type { OutboundRequest } from '../outbound/outbound.ts'
import type { CoreSettings, Settings } from '../settings.ts'

/**
 * The core, where authentication during communication is configured.
 *
 * @throws {IdContactError} AUTHENTICATION_UNAVAILABLE
 */
export function expectCore({ core }: Pick<Settings, 'core'>): CoreSettings {
  if (core) return core
  throw new IdContactError('AUTHENTICATION_UNAVAILABLE', 'no core is configured')
}

/**
 * Asks the core something, by the guarded client (O1).
 *
 * @returns the JSON of its answer
 * @throws {IdContactError} AUTHENTICATION_UNAVAILABLE, whatever went wrong; the cause says it
 */
export async function askCore(
  settings: Pick<Settings, 'core' | 'outbound'>,
  request: Omit<OutboundRequest, 'url'> & { readonly path: string },
): Promise<unknown> {
  const core = expectCore(settings)
  const { path, ...rest } = request
  try {
    const answer = await settings.outbound({ ...rest, url: `${core.url}${path}` }, [new URL(core.url).origin])
    if (answer.status !== 200) {
      throw new IdContactError('ANSWER_INVALID', `the core answered with status ${answer.status}`)
    }
    return parse(answer.body)
  } catch (cause) {
    throw new IdContactError('AUTHENTICATION_UNAVAILABLE', 'the core could not be asked', { cause })
  }
}

/** Its own error would quote the answer. */
function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    throw new IdContactError('ANSWER_INVALID', 'the answer of the core is not JSON')
  }
}
