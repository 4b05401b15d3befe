import { createPublicKey } from 'node:crypto'
import { type Clock, LIMITS, type SigningKey } from '@balie/sdk'
import { jwtVerify, SignJWT } from 'jose'
import { CoreError } from '../../errors/core-error.ts'

/** Seconds: as long as the code in a telephone number is valid. */
const LIFE_SECONDS = 60 * 60

/** A `tel:` continuation as a JWS under the core's UI key, valid for an hour, with which a page can show it. */
export async function signTelToken(key: SigningKey, continuation: string, clock: Clock): Promise<string> {
  const now = Math.floor(clock.now() / 1000)
  return new SignJWT({ continuation, iat: now - LIMITS.backdateSeconds, exp: now + LIFE_SECONDS })
    .setProtectedHeader({ alg: key.algorithm })
    .sign(key.keyObject)
}

/**
 * The `tel:` URL in such a token.
 *
 * @throws STATE_REFUSED when the signature is not ours, it is expired, or holds no telephone number.
 */
export async function verifyTelToken(key: SigningKey, token: string, clock: Clock): Promise<string> {
  try {
    const { payload } = await jwtVerify(token, createPublicKey(key.keyObject), {
      algorithms: [key.algorithm],
      requiredClaims: ['iat', 'exp'],
      currentDate: new Date(clock.now()),
    })
    const continuation = payload['continuation']
    if (typeof continuation === 'string' && continuation.startsWith('tel:')) return continuation
  } catch (cause) {
    throw new CoreError('STATE_REFUSED', 'the telephone token has no valid signature, or is expired', {
      cause,
    })
  }
  throw new CoreError('STATE_REFUSED', 'the telephone token holds no telephone number')
}
