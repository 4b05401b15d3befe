import type { Static } from 'typebox'
import { expectUrl } from '../wire/expect-url.ts'
import type { StartAuthenticationRequest } from './parse-start-authentication-request.ts'
import type { StartAuthenticationRequestSchema } from './start-authentication-schema.ts'

/**
 * Makes the body of `POST /start_authentication`.
 *
 * @throws {IdContactError} MESSAGE_INVALID when a URL is of another kind than the protocol allows
 */
export function createStartAuthenticationRequest(
  request: StartAuthenticationRequest,
): Static<typeof StartAuthenticationRequestSchema> {
  const attributes = [...request.attributes]
  const continuation = expectUrl(request.continuation, 'client', 'continuation', 'MESSAGE_INVALID')
  if (request.attrUrl === undefined) return { attributes, continuation }
  const attr_url = expectUrl(request.attrUrl, 'http', 'attr_url', 'MESSAGE_INVALID')
  return { attributes, continuation, attr_url }
}
