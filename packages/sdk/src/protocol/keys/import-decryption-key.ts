import type { KeyObject } from 'node:crypto'
import type { Secret } from '../../secret.ts'
import { importKeyObject } from './import-key-object.ts'
import type { KeyText } from './key-text.ts'

/** The private key that opens auth results. Its type decides the one algorithm. */
export interface DecryptionKey {
  readonly use: 'decrypt'
  readonly algorithm: 'RSA-OAEP' | 'ECDH-ES'
  readonly keyObject: KeyObject
}

/**
 * Imports the private key that opens auth results. RSA of 2048 bits or more gives RSA-OAEP, EC P-256 gives
 * ECDH-ES (threats T1, T2).
 *
 * @throws {IdContactError} KEY_INVALID
 */
export function importDecryptionKey(text: KeyText | Secret<KeyText>): DecryptionKey {
  const keyObject = importKeyObject(text, 'private')
  const algorithm = keyObject.asymmetricKeyType === 'rsa' ? 'RSA-OAEP' : 'ECDH-ES'
  return Object.freeze({ use: 'decrypt', algorithm, keyObject })
}
