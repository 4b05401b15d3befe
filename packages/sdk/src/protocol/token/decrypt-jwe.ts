import { createHash } from 'node:crypto'
import { compactDecrypt } from 'jose'
import type { DecryptionKey } from '../keys/import-decryption-key.ts'
import { LIMITS } from '../limits.ts'
import { decodePart, decodeText } from './decode-part.ts'
import type { JsonObject } from './parse-strict-json.ts'
import { expectHeader, readProtectedHeader } from './read-protected-header.ts'
import { TokenRefused } from './token-refused.ts'

/** The one content encryption of the protocol. */
export const CONTENT_ENCRYPTION = 'A128CBC-HS256'
const HEADER = 'the JWE header'
const EPK_MEMBERS = ['kty', 'crv', 'x', 'y']

/** What a JWE held, and by what it is recognised when it comes again. */
export interface DecryptedJwe {
  readonly plaintext: string
  /** Base64url SHA-256 of the decoded iv, ciphertext and tag (threat T7). */
  readonly fingerprint: string
}

/**
 * Opens a compact JWE. Everything that needs no key is checked first: size, exactly five parts, the header's
 * members and algorithms (threats T2, T3, T6, T8, T9). Nothing is ever decompressed.
 */
export async function decryptJwe(token: string, key: DecryptionKey): Promise<DecryptedJwe> {
  if (token.length > LIMITS.bodyBytes) throw new TokenRefused('the token is too long')
  const parts = token.split('.')
  const [head, encryptedKey, iv, ciphertext, tag] = parts
  if (parts.length !== 5 || !head || encryptedKey === undefined || !iv || !ciphertext || !tag) {
    throw new TokenRefused('the token does not have five parts')
  }
  checkHeader(head, key)
  if ((key.algorithm === 'ECDH-ES') !== (encryptedKey === '')) {
    throw new TokenRefused('the encrypted key does not fit the algorithm')
  }
  decodePart(encryptedKey, 'the encrypted key')
  const fingerprint = createHash('sha256')
    .update(ofSixteenBytes(iv, 'the iv'))
    .update(decodePart(ciphertext, 'the ciphertext'))
    .update(ofSixteenBytes(tag, 'the tag'))
    .digest('base64url')
  const { plaintext } = await compactDecrypt(token, key.keyObject, {
    keyManagementAlgorithms: [key.algorithm],
    contentEncryptionAlgorithms: [CONTENT_ENCRYPTION],
    maxDecompressedLength: 0,
  }).catch(() => {
    throw new TokenRefused('the token does not decrypt with our key')
  })
  return { plaintext: decodeText(plaintext, 'the plaintext'), fingerprint }
}

/** A fixed length, so that the three parts have one fingerprint however they are cut. */
function ofSixteenBytes(part: string, what: string): Uint8Array {
  const bytes = decodePart(part, what)
  if (bytes.length !== 16) throw new TokenRefused(`${what} does not have 16 bytes`)
  return bytes
}

/** `apu` and `apv` are refused with the rest: no deployed component sends them, and they would change the key. */
function checkHeader(head: string, key: DecryptionKey): void {
  const ecdh = key.algorithm === 'ECDH-ES'
  const header = readProtectedHeader(head, ecdh ? ['alg', 'enc', 'epk'] : ['alg', 'enc'], HEADER)
  expectHeader(header, 'alg', key.algorithm, HEADER)
  expectHeader(header, 'enc', CONTENT_ENCRYPTION, HEADER)
  if (ecdh) checkEphemeralKey(header['epk'])
}

/** That the point lies on the curve is checked by the crypto library when it imports it. */
function checkEphemeralKey(epk: unknown): void {
  if (typeof epk !== 'object' || epk === null || Array.isArray(epk)) {
    throw new TokenRefused(`${HEADER}: epk is not a key`)
  }
  const members: JsonObject = { ...epk }
  if (Object.keys(members).some((member) => !EPK_MEMBERS.includes(member))) {
    throw new TokenRefused(`${HEADER}: epk has a member that is not allowed`)
  }
  expectHeader(members, 'kty', 'EC', `${HEADER}: epk`)
  expectHeader(members, 'crv', 'P-256', `${HEADER}: epk`)
  for (const coordinate of ['x', 'y']) {
    const text = members[coordinate]
    if (typeof text !== 'string' || decodePart(text, `${HEADER}: epk`).length !== 32) {
      throw new TokenRefused(`${HEADER}: epk has no ${coordinate} of 32 bytes`)
    }
  }
}
