import type { Clock } from '../../clock.ts'
import type { SigningKey } from '../keys/import-signing-key.ts'
import { LIMITS } from '../limits.ts'
import { signJws } from '../token/sign-jws.ts'
import { expectUrl } from '../wire/expect-url.ts'
import type { StartAuthRequest } from './start-auth-request.ts'

const LIFE_SECONDS = 300

/**
 * Signs a request to the core's `/start`, valid for 5 minutes. Send it with `content-type: application/jwt`
 * and exactly `accept: application/json`: with any other Accept, deployed cores answer with a redirect.
 *
 * @param options `keyId`: the name by which the core knows the key
 * @throws {IdContactError} MESSAGE_INVALID when a URL is of another kind than the protocol allows
 */
export async function createStartAuthRequest(
  request: StartAuthRequest,
  options: { readonly signingKey: SigningKey; readonly keyId: string; readonly clock: Clock },
): Promise<string> {
  const { purpose, authMethod: auth_method, attrUrl } = request
  const comm_url = expectUrl(request.commUrl, 'client', 'comm_url', 'MESSAGE_INVALID')
  const attr_url =
    attrUrl === undefined ? {} : { attr_url: expectUrl(attrUrl, 'http', 'attr_url', 'MESSAGE_INVALID') }
  const iat = Math.floor(options.clock.now() / 1000) - LIMITS.backdateSeconds
  const claims = { request: { purpose, auth_method, comm_url, ...attr_url }, iat, exp: iat + LIFE_SECONDS }
  return signJws(claims, options.signingKey, options.keyId)
}
