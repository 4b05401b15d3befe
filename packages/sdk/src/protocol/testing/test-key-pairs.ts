import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { KeyText } from '../keys/key-text.ts'

/** Both halves of a key pair, as configuration spells them. */
export interface TestKeyPair {
  readonly public: KeyText
  readonly private: KeyText
}

/** Makes an RSA key pair (2048 bits) for tests. Slow: make it once and share it. */
export function makeRsaPair(): TestKeyPair {
  return toText('RSA', generateKeyPairSync('rsa', { modulusLength: 2048 }))
}

/** Makes an EC key pair (P-256) for tests. */
export function makeEcPair(): TestKeyPair {
  return toText('EC', generateKeyPairSync('ec', { namedCurve: 'P-256' }))
}

function toText(type: KeyText['type'], pair: { publicKey: KeyObject; privateKey: KeyObject }): TestKeyPair {
  return {
    public: { type, key: pair.publicKey.export({ type: 'spki', format: 'pem' }).toString() },
    private: { type, key: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() },
  }
}
