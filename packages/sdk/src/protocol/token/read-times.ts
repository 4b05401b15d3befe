import type { Clock } from '../../clock.ts'
import { LIMITS } from '../limits.ts'
import type { JsonObject } from './parse-strict-json.ts'
import { TokenRefused } from './token-refused.ts'

/** When a token was made and when it ends, in milliseconds; undefined for what it does not say. */
export interface TokenTimes {
  readonly issuedAt: number | undefined
  readonly expiresAt: number | undefined
}

/**
 * Reads `iat`, `nbf` and `exp` and refuses a token that is not valid now (threat T5). Whole seconds only. What
 * is absent is not checked here: the caller says what is required.
 *
 * @param toleranceSeconds by how much the clocks of both sides may differ
 */
export function readTimes(claims: JsonObject, clock: Clock, toleranceSeconds: number): TokenTimes {
  const now = clock.now()
  if (!Number.isFinite(now)) throw new TokenRefused('our clock does not tell the time')
  const tolerance = toleranceSeconds * 1000
  const issuedAt = milliseconds(claims, 'iat')
  const notBefore = milliseconds(claims, 'nbf')
  const expiresAt = milliseconds(claims, 'exp')
  if (issuedAt !== undefined && issuedAt > now + tolerance) throw new TokenRefused('iat is in the future')
  if (notBefore !== undefined && notBefore > now + tolerance) throw new TokenRefused('nbf is in the future')
  if (expiresAt !== undefined && expiresAt + tolerance <= now) throw new TokenRefused('the token has expired')
  if (issuedAt !== undefined && expiresAt !== undefined) checkLife(expiresAt - issuedAt)
  return { issuedAt, expiresAt }
}

function milliseconds(claims: JsonObject, name: 'iat' | 'nbf' | 'exp'): number | undefined {
  const seconds = claims[name]
  if (seconds === undefined) return undefined
  const time = typeof seconds === 'number' && Number.isSafeInteger(seconds) ? seconds * 1000 : Number.NaN
  if (!Number.isSafeInteger(time)) throw new TokenRefused(`${name} is not a whole number of seconds`)
  return time
}

function checkLife(life: number): void {
  if (life <= 0) throw new TokenRefused('exp is not after iat')
  if (life > LIMITS.lifeSeconds * 1000) throw new TokenRefused('the token lives too long')
}
