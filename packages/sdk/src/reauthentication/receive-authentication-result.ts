import { claimOf, verifyToken } from '../attributes/verify-token.ts'
import { IdContactError } from '../errors/id-contact-error.ts'
import type { ClaimOutcome, Decision, SessionRecord } from '../ports/store.ts'
import type { VerifiedAuthResult } from '../protocol/auth-result/verify-auth-result.ts'
import type { Applied } from '../session/applied.ts'
import { carryOut, expectOpen } from '../session/change-session.ts'
import type { Settings } from '../settings.ts'
import { decideOnAuthenticationResult } from './decide-on-authentication.ts'

/**
 * The result of an authentication during communication, posted to its attr URL (AC-3, reception 3).
 *
 * @param hash hash of the secret in the attr URL
 * @throws {IdContactError} SESSION_UNKNOWN, AUTH_RESULT_REFUSED
 */
export async function receiveAuthenticationResult(
  settings: Settings,
  hash: string,
  token: string,
): Promise<void> {
  const found = await settings.store.find({ by: 'authentication_secret', hash })
  const { session } = expectOpen(found, settings.clock.now())
  const one = session.authentications.find(({ attr }) => attr === hash)
  if (!one) throw new IdContactError('SESSION_UNKNOWN', 'an authentication that is no longer remembered')
  const verified = await verifyToken(settings, token)
  const applied = await settings.store.transact(
    session.id,
    (record, claim) => {
      expectOpen(record, settings.clock.now())
      return decideWithClaim(settings, record, one.id, verified, claim)
    },
    claimOf(verified),
  )
  await carryOut(settings, applied.session, applied.effects)
}

/**
 * Decides on a verified result of an authentication, whichever way it came.
 *
 * @throws {IdContactError} AUTH_RESULT_REFUSED when another session has used the result (T7)
 */
export function decideWithClaim(
  settings: Settings,
  record: SessionRecord,
  id: string,
  verified: VerifiedAuthResult,
  claim: ClaimOutcome | undefined,
): Decision<Applied> {
  if (claim === 'elsewhere') {
    throw new IdContactError('AUTH_RESULT_REFUSED', 'this result was used by another session')
  }
  if (claim === 'ours') return { value: { session: record.session, effects: [] } }
  return decideOnAuthenticationResult(settings, record, id, verified.result)
}
