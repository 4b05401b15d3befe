import { TokenRefused } from './token-refused.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Decodes one part of a compact token. Only the canonical spelling is taken: no padding, no other alphabet,
 * no stray last bits, which no deployed component sends. Otherwise one token could be written in many ways
 * (threat T7).
 */
export function decodePart(part: string, what: string): Uint8Array {
  const bytes = Buffer.from(part, 'base64url')
  if (bytes.toString('base64url') !== part) throw new TokenRefused(`${what} is not canonical base64url`)
  return bytes
}

/** Bytes as text; refused when they are not UTF-8. */
export function decodeText(bytes: Uint8Array, what: string): string {
  try {
    return utf8.decode(bytes)
  } catch {
    throw new TokenRefused(`${what} is not UTF-8`)
  }
}
