import { CompactEncrypt } from 'jose'
import type { Clock } from '../../clock.ts'
import { IdContactError } from '../../errors/id-contact-error.ts'
import { reveal } from '../../secret.ts'
import type { EncryptionKey } from '../keys/import-encryption-key.ts'
import type { SigningKey } from '../keys/import-signing-key.ts'
import { LIMITS } from '../limits.ts'
import { CONTENT_ENCRYPTION } from '../token/decrypt-jwe.ts'
import { signJws } from '../token/sign-jws.ts'
import { expectUrl } from '../wire/expect-url.ts'
import type { AuthResultContent } from './auth-result.ts'
import { AUTH_RESULT_SUBJECT } from './auth-result-schema.ts'
import { readAttributes } from './read-attributes.ts'

/** What an authentication plugin knows. */
export interface CreateAuthResultOptions {
  readonly signingKey: SigningKey
  readonly encryptionKey: EncryptionKey
  readonly clock: Clock
  /** Seconds between `iat` and `exp`; 300 by default, 900 at most. */
  readonly lifeSeconds?: number
}

/**
 * Signs and encrypts an auth result, as an authentication plugin does (AU-2). `iat` is set back by 10 seconds
 * for receivers that refuse any `iat` in their future; `exp` counts from it.
 *
 * @returns a compact JWE
 * @throws {IdContactError} MESSAGE_INVALID when the content would be refused by a receiver
 */
export async function createAuthResult(
  content: AuthResultContent,
  options: CreateAuthResultOptions,
): Promise<string> {
  const claims = { sub: AUTH_RESULT_SUBJECT, ...toWire(content), ...times(options) }
  const njwt = await signJws(claims, options.signingKey)
  const jwe = await new CompactEncrypt(Buffer.from(JSON.stringify({ njwt })))
    .setProtectedHeader({
      typ: 'JWT',
      cty: 'JWT',
      enc: CONTENT_ENCRYPTION,
      alg: options.encryptionKey.algorithm,
    })
    .encrypt(options.encryptionKey.keyObject)
  if (jwe.length > LIMITS.bodyBytes)
    throw new IdContactError('MESSAGE_INVALID', 'the auth result is too long')
  return jwe
}

function toWire(content: AuthResultContent) {
  return {
    status: content.status,
    ...(content.status === 'succes' ? { attributes: checked(reveal(content.attributes)) } : {}),
    ...(content.sessionUrl === undefined
      ? {}
      : { session_url: expectUrl(reveal(content.sessionUrl), 'http', 'session_url', 'MESSAGE_INVALID') }),
  }
}

function checked(attributes: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  try {
    return readAttributes(attributes)
  } catch (cause) {
    throw new IdContactError('MESSAGE_INVALID', 'the attributes do not fit the limits', { cause })
  }
}

function times({ clock, lifeSeconds = 300 }: CreateAuthResultOptions): { iat: number; exp: number } {
  if (!Number.isInteger(lifeSeconds) || lifeSeconds < 1 || lifeSeconds > LIMITS.lifeSeconds) {
    throw new IdContactError('MESSAGE_INVALID', 'the life of the auth result is not between 1 and 900 s')
  }
  const iat = Math.floor(clock.now() / 1000) - LIMITS.backdateSeconds
  return { iat, exp: iat + lifeSeconds }
}
