import { IdContactError } from '../errors/id-contact-error.ts'
import type { Method } from '../protocol/session-options/method.ts'
import { parseSessionOptions } from '../protocol/session-options/parse-session-options.ts'
import type { Settings } from '../settings.ts'
import { askCore } from './ask-core.ts'

/**
 * The methods by which a citizen can authenticate for a purpose, as the core offers them; with one, there is nothing
 * to choose (AC-7).
 *
 * @throws {IdContactError} AUTHENTICATION_UNAVAILABLE
 */
export async function authenticationMethods(
  settings: Pick<Settings, 'core' | 'outbound'>,
  purpose: string,
): Promise<readonly Method[]> {
  const body = await askCore(settings, {
    method: 'GET',
    path: `/session_options/${encodeURIComponent(purpose)}`,
    headers: { accept: 'application/json' },
  })
  try {
    return parseSessionOptions(body).authMethods
  } catch (cause) {
    throw new IdContactError('AUTHENTICATION_UNAVAILABLE', 'the methods of the core cannot be used', {
      cause,
    })
  }
}
