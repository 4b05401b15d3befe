import type { KeyObject } from 'node:crypto'
import type { Secret } from '../../secret.ts'
import { importKeyObject } from './import-key-object.ts'
import type { KeyText } from './key-text.ts'

/** The private key that signs auth results or start requests. Its type decides the one algorithm. */
export interface SigningKey {
  readonly use: 'sign'
  readonly algorithm: 'RS256' | 'ES256'
  readonly keyObject: KeyObject
}

/**
 * Imports the private key that signs. RSA of 2048 bits or more gives RS256, EC P-256 gives
 * ES256 (threats T1, T2).
 *
 * @throws {IdContactError} KEY_INVALID
 */
export function importSigningKey(text: KeyText | Secret<KeyText>): SigningKey {
  const keyObject = importKeyObject(text, 'private')
  const algorithm = keyObject.asymmetricKeyType === 'rsa' ? 'RS256' : 'ES256'
  return Object.freeze({ use: 'sign', algorithm, keyObject })
}
