import { generateKeyPairSync } from 'node:crypto'
import type { KeyText } from '@balie/sdk'

/** Both halves of a key, as they stand in the configuration of components. */
export interface KeyPair {
  readonly privateKey: KeyText
  readonly publicKey: KeyText
}

/** A fresh key pair: RSA of 2048 bits, or EC on P-256. */
export function createKeyPair(type: KeyText['type']): KeyPair {
  const { privateKey, publicKey } =
    type === 'RSA'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return {
    privateKey: { type, key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })) },
    publicKey: { type, key: String(publicKey.export({ type: 'spki', format: 'pem' })) },
  }
}
