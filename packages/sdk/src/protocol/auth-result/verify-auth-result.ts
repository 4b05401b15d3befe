import type { Clock } from '../../clock.ts'
import { Secret } from '../../secret.ts'
import type { DecryptionKey } from '../keys/import-decryption-key.ts'
import type { VerificationKey } from '../keys/import-verification-key.ts'
import { LIMITS } from '../limits.ts'
import { atTokenDoor } from '../token/at-token-door.ts'
import { decryptJwe } from '../token/decrypt-jwe.ts'
import { type JsonObject, parseStrictJson } from '../token/parse-strict-json.ts'
import { readTimes } from '../token/read-times.ts'
import { TokenRefused } from '../token/token-refused.ts'
import { readJws, verifyJws } from '../token/verify-jws.ts'
import { isHttpUrl } from '../wire/http-url.ts'
import { readWire } from '../wire/read-wire.ts'
import type { AuthResult } from './auth-result.ts'
import {
  AUTH_RESULT_SUBJECT,
  AuthResultClaimsSchema,
  AuthResultPlaintextSchema,
} from './auth-result-schema.ts'
import { readAttributes } from './read-attributes.ts'

/** An auth result that may be believed, and by what it is recognised when it comes again. */
export interface VerifiedAuthResult {
  readonly result: AuthResult
  /**
   * Base64url SHA-256 of the JWE's decoded iv, ciphertext and tag: the same however the token is spelled.
   * Not of the JWS inside: two people with equal values in the same second get the same one (threat T7).
   */
  readonly fingerprint: string
  /** Milliseconds since 1970, as in the result. Remember the fingerprint until this plus the tolerance. */
  readonly expiresAt: number
}

/** What the receiver of auth results knows. */
export interface VerifyAuthResultOptions {
  readonly decryptionKey: DecryptionKey
  readonly verificationKey: VerificationKey
  readonly clock: Clock
  /** Accepted values of `sub`; by default only `id-contact-attributes` (AR-6). */
  readonly subjects?: readonly string[]
  /** Seconds that the clocks of both sides may differ; 30 by default. */
  readonly toleranceSeconds?: number
}

const readPlaintext = readWire('the plaintext', AuthResultPlaintextSchema)
const readClaims = readWire('the claims', AuthResultClaimsSchema)

/**
 * Decrypts and verifies an auth result (requirements AR-1 to AR-6; threats T1 to T11). In order: size and
 * shape, JWE header, decryption, exactly `{njwt}`, JWS header, signature, subject, times, attributes. Nothing
 * is fetched, and keys come from the options only. That a result is used once is the caller's to see to, with
 * the fingerprint.
 *
 * @param jwe the token as it came in, without white space around it
 * @throws {IdContactError} AUTH_RESULT_REFUSED, for every cause; the detail, for the log, tells which
 */
export function verifyAuthResult(jwe: string, options: VerifyAuthResultOptions): Promise<VerifiedAuthResult> {
  return atTokenDoor('AUTH_RESULT_REFUSED', async () => {
    if (typeof jwe !== 'string') throw new TokenRefused('the token is not text')
    const { plaintext, fingerprint } = await decryptJwe(jwe, options.decryptionKey)
    const { njwt } = readPlaintext(parseStrictJson(plaintext, 'the plaintext'), 'AUTH_RESULT_REFUSED')
    const claims = await verifyJws(readJws(njwt, 'the JWS'), options.verificationKey, 'the JWS')
    const result = readResult(claims, options)
    return { result, fingerprint, expiresAt: result.expiresAt }
  })
}

function readResult(given: JsonObject, options: VerifyAuthResultOptions): AuthResult {
  const subjects = options.subjects ?? [AUTH_RESULT_SUBJECT]
  if (typeof given['sub'] !== 'string' || !subjects.includes(given['sub'])) {
    throw new TokenRefused('sub is not that of an auth result')
  }
  const claims = readClaims(given, 'AUTH_RESULT_REFUSED')
  const { issuedAt, expiresAt } = readTimes(
    given,
    options.clock,
    options.toleranceSeconds ?? LIMITS.toleranceSeconds,
  )
  if (issuedAt === undefined || expiresAt === undefined) throw new TokenRefused('iat or exp is missing')
  const common = { issuedAt, expiresAt, ...readSessionUrl(claims.session_url) }
  if (claims.status === 'failed') {
    if (claims.attributes != null) throw new TokenRefused('there are attributes with status failed')
    return { status: 'failed', ...common }
  }
  if (claims.attributes == null) throw new TokenRefused('there are no attributes with status succes')
  const attributes = new Secret('attributes', readAttributes(claims.attributes))
  return { status: 'succes', attributes, ...common }
}

/** An empty `session_url` counts as absent; null too, as some components write what they do not have. */
function readSessionUrl(url: string | null | undefined): { sessionUrl?: Secret<string> } {
  if (url == null || url === '') return {}
  if (!isHttpUrl(url)) throw new TokenRefused('session_url is not an http(s) URL')
  return { sessionUrl: new Secret('session URL', url) }
}
