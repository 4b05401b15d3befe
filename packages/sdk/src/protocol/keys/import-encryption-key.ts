import type { KeyObject } from 'node:crypto'

import { importKeyObject } from './import-key-object.ts'
import type { KeyText } from './key-text.ts'

/** The public key that auth results are sealed to. Its type decides the one algorithm. */
export interface EncryptionKey {
  readonly use: 'encrypt'
  readonly algorithm: 'RSA-OAEP' | 'ECDH-ES'
  readonly keyObject: KeyObject
}

/**
 * Imports the public key that auth results are sealed to. RSA of 2048 bits or more gives RSA-OAEP, EC P-256 gives
 * ECDH-ES (threats T1, T2).
 *
 * @throws {IdContactError} KEY_INVALID
 */
export function importEncryptionKey(text: KeyText): EncryptionKey {
  const keyObject = importKeyObject(text, 'public')
  const algorithm = keyObject.asymmetricKeyType === 'rsa' ? 'RSA-OAEP' : 'ECDH-ES'
  return Object.freeze({ use: 'encrypt', algorithm, keyObject })
}
