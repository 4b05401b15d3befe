import { createHash } from 'node:crypto'
import { type Keyring, type MasterKey, Secret } from '@balie/sdk'

/** A keyring of base64 master keys of 32 bytes, the newest first. Each is named by a digest of itself. */
export function masterKeyring(texts: readonly string[]): Keyring {
  return Object.freeze({ keys: Object.freeze(texts.map(masterKey)) })
}

function masterKey(text: string): MasterKey {
  const bytes = Buffer.from(text, 'base64')
  const id = createHash('sha256').update('balie master key\0').update(bytes).digest('base64url').slice(0, 16)
  return Object.freeze({ id, key: new Secret<Uint8Array>('master key', bytes) })
}
