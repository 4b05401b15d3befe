import type { KeyObject } from 'node:crypto'

import { importKeyObject } from './import-key-object.ts'
import type { KeyText } from './key-text.ts'

/** The public key that signatures are checked with. Its type decides the one algorithm. */
export interface VerificationKey {
  readonly use: 'verify'
  readonly algorithm: 'RS256' | 'ES256'
  readonly keyObject: KeyObject
}

/**
 * Imports the public key that signatures are checked with. RSA of 2048 bits or more gives RS256, EC P-256 gives
 * ES256 (threats T1, T2).
 *
 * @throws {IdContactError} KEY_INVALID
 */
export function importVerificationKey(text: KeyText): VerificationKey {
  const keyObject = importKeyObject(text, 'public')
  const algorithm = keyObject.asymmetricKeyType === 'rsa' ? 'RS256' : 'ES256'
  return Object.freeze({ use: 'verify', algorithm, keyObject })
}
