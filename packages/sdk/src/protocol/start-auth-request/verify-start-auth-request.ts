import type { Clock } from '../../clock.ts'
import type { VerificationKey } from '../keys/import-verification-key.ts'
import { LIMITS } from '../limits.ts'
import { atTokenDoor } from '../token/at-token-door.ts'
import { readTimes } from '../token/read-times.ts'
import { TokenRefused } from '../token/token-refused.ts'
import { readJws, verifyJws } from '../token/verify-jws.ts'
import { expectUrl } from '../wire/expect-url.ts'
import { readWire } from '../wire/read-wire.ts'
import type { StartAuthRequest } from './start-auth-request.ts'
import { StartAuthRequestClaimsSchema } from './start-auth-request-schema.ts'

const CODE = 'START_REQUEST_REFUSED'
const WHAT = 'the start request'
const readClaims = readWire('the claims', StartAuthRequestClaimsSchema)

/**
 * Verifies a signed request of a communication plugin, as the core does (CO-2). The key is found by `kid`. A
 * request without `iat` and `exp` is accepted, as deployed cores do; when they are there, they must hold.
 *
 * @param options `keys`: the plugins' keys by the name the core gave them
 * @throws {IdContactError} START_REQUEST_REFUSED
 */
export function verifyStartAuthRequest(
  jws: string,
  options: { readonly keys: ReadonlyMap<string, VerificationKey>; readonly clock: Clock },
): Promise<StartAuthRequest> {
  return atTokenDoor(CODE, async () => {
    if (typeof jws !== 'string') throw new TokenRefused(`${WHAT} is not text`)
    const unverified = readJws(jws, WHAT)
    const kid = unverified.header['kid']
    const key = typeof kid === 'string' ? options.keys.get(kid) : undefined
    if (key === undefined) throw new TokenRefused('kid is not the name of a known key')
    const claims = await verifyJws(unverified, key, WHAT)
    readTimes(claims, options.clock, LIMITS.toleranceSeconds)
    return readRequest(claims)
  })
}

function readRequest(claims: unknown): StartAuthRequest {
  const { purpose, auth_method: authMethod, comm_url, attr_url } = readClaims(claims, CODE).request
  const commUrl = expectUrl(comm_url, 'client', 'comm_url', CODE)
  if (attr_url == null) return { purpose, authMethod, commUrl }
  return { purpose, authMethod, commUrl, attrUrl: expectUrl(attr_url, 'http', 'attr_url', CODE) }
}
