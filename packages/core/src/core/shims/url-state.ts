import type { Clock, Secret } from '@balie/sdk'
import { LIMITS } from '@balie/sdk'
import { type JWTPayload, jwtVerify, SignJWT } from 'jose'
import { CoreError } from '../../errors/core-error.ts'

const LIFE_SECONDS = 30 * 60

/** Claims as a JWS under the core's own secret (HS256), valid for 30 minutes. It can stand in a path. */
export async function signUrlState(
  claims: Readonly<Record<string, string>>,
  secret: Secret<string>,
  clock: Clock,
): Promise<string> {
  const now = Math.floor(clock.now() / 1000)
  return new SignJWT({ ...claims, iat: now - LIMITS.backdateSeconds, exp: now + LIFE_SECONDS })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(Buffer.from(secret.reveal()))
}

/**
 * The claims of a state that the core itself signed.
 *
 * @throws STATE_REFUSED when the signature is not ours, or it is expired, or claims no time.
 */
export async function verifyUrlState(
  state: string,
  secret: Secret<string>,
  clock: Clock,
): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(state, Buffer.from(secret.reveal()), {
      algorithms: ['HS256'],
      requiredClaims: ['iat', 'exp'],
      currentDate: new Date(clock.now()),
    })
    return payload
  } catch (cause) {
    throw new CoreError('STATE_REFUSED', 'the state has no valid signature of this core, or is expired', {
      cause,
    })
  }
}
