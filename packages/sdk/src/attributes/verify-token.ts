import { IdContactError } from '../errors/id-contact-error.ts'
import { isOfOrigin } from '../outbound/is-of-origin.ts'
import type { Claim } from '../ports/store.ts'
import { type VerifiedAuthResult, verifyAuthResult } from '../protocol/auth-result/verify-auth-result.ts'
import { LIMITS } from '../protocol/limits.ts'
import type { Settings } from '../settings.ts'

/**
 * Verifies a token with the keys of this plugin. A session URL that may not be called is reported and left out (O1).
 *
 * @throws {IdContactError} AUTH_RESULT_REFUSED
 */
export async function verifyToken(settings: Settings, token: string): Promise<VerifiedAuthResult> {
  const verified = await verifyAuthResult(token, {
    decryptionKey: settings.decryptionKey,
    verificationKey: settings.verificationKey,
    clock: settings.clock,
    ...(settings.otherSubjects && { subjects: ['id-contact-attributes', ...settings.otherSubjects] }),
  })
  const { sessionUrl, ...result } = verified.result
  if (!sessionUrl || isOfOrigin(new URL(sessionUrl.reveal()), settings.sessionUrlOrigins)) return verified
  settings.report(
    new IdContactError(
      'ORIGIN_NOT_ALLOWED',
      'the origin of a session URL is not in the list that may be called',
    ),
  )
  return { ...verified, result }
}

/** The claim on a result: remembered for as long as the token could be accepted (T7). */
export function claimOf({ fingerprint, expiresAt }: VerifiedAuthResult): Claim {
  return { fingerprint, until: expiresAt + LIMITS.toleranceSeconds * 1000 }
}

/**
 * Verifies a result that a browser carried, where there is one. One that is refused stops nobody: it is reported, and
 * counts as none (AR-2, AC-3).
 */
export async function verifyCarried(
  settings: Settings,
  result: string | undefined,
): Promise<VerifiedAuthResult | undefined> {
  if (result === undefined) return undefined
  try {
    return await verifyToken(settings, result)
  } catch (cause) {
    settings.report(cause)
    return undefined
  }
}
