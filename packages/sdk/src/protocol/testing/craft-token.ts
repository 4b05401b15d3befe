import {
  type CipherKey,
  constants,
  createCipheriv,
  createECDH,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  publicEncrypt,
  randomBytes,
  sign,
} from 'node:crypto'
import type { KeyText } from '../keys/key-text.ts'

// Tokens made with nothing but node:crypto, so that every header and every claim can be wrong in every way, and
// so that the right ones come from another implementation than the one under test.

/** Base64url of text, bytes, or the JSON of anything else. */
export function base64url(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64url')
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
}

/** A JWS signed as its key says, under whatever header is given. */
export function craftJws(header: unknown, claims: unknown, key: KeyText): string {
  const input = `${base64url(header)}.${base64url(claims)}`
  const privateKey = createPrivateKey(key.key)
  const signature = sign('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' })
  return `${input}.${base64url(signature)}`
}

/** A JWS with an HMAC, keyed with whatever is given. */
export function craftHmacJws(header: unknown, claims: unknown, secret: CipherKey): string {
  const input = `${base64url(header)}.${base64url(claims)}`
  return `${input}.${base64url(createHmac('sha256', secret).update(input).digest())}`
}

/** What of a JWE can be other than it should. */
export interface JweTwist {
  /** Header members to add or replace; `undefined` leaves one out. */
  readonly header?: Readonly<Record<string, unknown>>
  /** The header's JSON instead of one made from members. Only for RSA. */
  readonly headerText?: string
}

/** A JWE with A128CBC-HS256, the content key sealed or agreed as the key says, whatever the header says. */
export function craftJwe(plaintext: string | Uint8Array, key: KeyText, twist: JweTwist = {}): string {
  const { cek, encryptedKey, parameters } = key.type === 'RSA' ? wrapRsa(key) : agreeEc(key)
  const header = { typ: 'JWT', cty: 'JWT', enc: 'A128CBC-HS256', ...parameters, ...twist.header }
  const head = base64url(twist.headerText ?? header)
  const iv = randomBytes(16)
  const cipher = createCipheriv('aes-128-cbc', cek.subarray(16), iv)
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()])
  const bits = Buffer.alloc(8)
  bits.writeBigUInt64BE(BigInt(head.length * 8))
  const mac = createHmac('sha256', cek.subarray(0, 16))
    .update(head)
    .update(iv)
    .update(ciphertext)
    .update(bits)
  return [head, ...[encryptedKey, iv, ciphertext, mac.digest().subarray(0, 16)].map(base64url)].join('.')
}

function wrapRsa(key: KeyText) {
  const cek = randomBytes(32)
  const padding = { key: key.key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' }
  return { cek, encryptedKey: publicEncrypt(padding, cek), parameters: { alg: 'RSA-OAEP' } }
}

/** ECDH-ES: the first 32 bytes of SHA-256 over counter, shared secret and the names of RFC 7518, 4.6.2. */
function agreeEc(key: KeyText) {
  const { x = '', y = '' } = createPublicKey(key.key).export({ format: 'jwk' })
  const ecdh = createECDH('prime256v1')
  const own = ecdh.generateKeys()
  const secret = ecdh.computeSecret(
    Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]),
  )
  const enc = Buffer.from('A128CBC-HS256')
  const cek = createHash('sha256')
    .update(Buffer.concat([number(1), secret, number(enc.length), enc, number(0), number(0), number(256)]))
    .digest()
  const epk = { kty: 'EC', crv: 'P-256', x: base64url(own.subarray(1, 33)), y: base64url(own.subarray(33)) }
  return { cek, encryptedKey: Buffer.alloc(0), parameters: { alg: 'ECDH-ES', epk } }
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
