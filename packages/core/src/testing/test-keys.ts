import { generateKeyPairSync } from 'node:crypto'
import type { KeyText } from '@balie/sdk'

/** Both halves of a key, as they stand in a configuration. */
export interface TestKeyPair {
  readonly privateKey: KeyText
  readonly publicKey: KeyText
}

/** Key pairs for the tests of one file, made once. */
export const TEST_KEYS = Object.freeze({
  rsa: make('RSA'),
  otherRsa: make('RSA'),
  ec: make('EC'),
  otherEc: make('EC'),
})

function make(type: KeyText['type']): TestKeyPair {
  const { privateKey, publicKey } =
    type === 'RSA'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return {
    privateKey: { type, key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })) },
    publicKey: { type, key: String(publicKey.export({ type: 'spki', format: 'pem' })) },
  }
}
