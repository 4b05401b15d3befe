import { IdContactError } from '../errors/id-contact-error.ts'
import type { ClaimOutcome, Decision, SessionRecord } from '../ports/store.ts'
import type { VerifiedAuthResult } from '../protocol/auth-result/verify-auth-result.ts'
import { receiveAuthenticationResult } from '../reauthentication/receive-authentication-result.ts'
import type { Applied } from '../session/applied.ts'
import { carryOut, expectOpen } from '../session/change-session.ts'
import type { Settings } from '../settings.ts'
import { hashSecret } from '../url-secret.ts'
import { acceptAuthResult } from './accept-auth-result.ts'
import { claimOf, verifyToken } from './verify-token.ts'

/**
 * Step 2, reception 3: an auth result posted to the attr URL (AR-3). May come before, during or after the
 * landing (FL-4). The same result again for the same session is accepted and changes nothing (T7). The attr URLs of
 * authentications during communication look alike.
 *
 * @param attrSecret the last path segment of the attr URL; looked up before any cryptography (B4)
 * @param token the request body: the bare JWE
 * @throws {IdContactError} SESSION_UNKNOWN, AUTH_RESULT_REFUSED
 */
export async function receiveAuthResult(
  settings: Settings,
  attrSecret: string,
  token: string,
): Promise<void> {
  const hash = hashSecret(attrSecret)
  const found = await settings.store.find({ by: 'attr_secret', hash })
  if (!found) return receiveAuthenticationResult(settings, hash, token)
  const { session } = expectOpen(found, settings.clock.now())
  const verified = await verifyToken(settings, token)
  const applied = await settings.store.transact(
    session.id,
    (record, claim) => {
      expectOpen(record, settings.clock.now())
      return decideOnResult(settings, record, verified, claim)
    },
    claimOf(verified),
  )
  await carryOut(settings, applied.session, applied.effects)
}

/**
 * Decides inside the store's transaction what a verified result does.
 *
 * @throws {IdContactError} AUTH_RESULT_REFUSED when another session has used the result
 */
export function decideOnResult(
  settings: Settings,
  record: SessionRecord,
  verified: VerifiedAuthResult,
  claim: ClaimOutcome | undefined,
): Decision<Applied> {
  if (claim === 'elsewhere') {
    throw new IdContactError('AUTH_RESULT_REFUSED', 'this result was used by another session')
  }
  if (claim === 'ours') return { value: { session: record.session, effects: [] } }
  const { session, sealed, keys, effects } = acceptAuthResult(settings, record, verified.result)
  return { value: { session, effects }, session, sealed, keys, effects }
}
