import { createHash, createPublicKey } from 'node:crypto'
import { reveal, type Secret } from '../../secret.ts'
import { importKeyObject } from './import-key-object.ts'
import type { KeyText } from './key-text.ts'

/** SHA-256, in hexadecimal, of the SPKI DER of the keys in the published documentation of ID Contact. */
const PUBLISHED: ReadonlySet<string> = new Set([
  'f39b64a429a25336ecffbefc68225ee64750481adca13524cd30d7d599bdf0f1',
  'e9615783bb954f387008b489cb1512ca858db614f25ec9ade86ad16956fad0f0',
])

/**
 * True for either half of a key pair whose private key is published: whoever reads the documentation can
 * open and sign with it, so production refuses it (threat T12). Takes every PEM form.
 *
 * @throws {IdContactError} KEY_INVALID when it is no key at all
 */
export function isPublishedExampleKey(text: KeyText | Secret<KeyText>): boolean {
  const half = /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(reveal(text).key) ? 'private' : 'public'
  const key = importKeyObject(text, half)
  // Through JWK and back: a DER can spell the same point in two ways (compressed and not).
  const publicKey = createPublicKey({
    key: (half === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' }),
    format: 'jwk',
  })
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  return PUBLISHED.has(createHash('sha256').update(spki).digest('hex'))
}
