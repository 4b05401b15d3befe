import {
  constants,
  createCipheriv,
  createHash,
  createHmac,
  diffieHellman,
  generateKeyPairSync,
  type KeyObject,
  publicEncrypt,
  randomBytes,
} from 'node:crypto'
import { base64url } from './base64url.ts'

/** What of a JWE can be other than it should. */
export interface JweTwist {
  /** Header members to add or replace; `undefined` leaves one out. */
  readonly header?: Readonly<Record<string, unknown>>
  /** The header's JSON instead of one made from members. */
  readonly headerText?: string
  /** How the content key travels: as the protocol says, or in another way that a lenient library knows. */
  readonly wrapped?: KeyWrap
  /** With what the content is encrypted. */
  readonly content?: 'A128CBC-HS256' | 'A256CBC-HS512' | 'A128GCM' | 'A256GCM'
}

/**
 * `genuine`: RSA-OAEP or ECDH-ES, as the key is. The others are right too, of their kind: `direct` and `aes` with
 * a secret that everybody knows, `oaep256` and `pkcs1` for RSA, `agreed_aes` for EC (ECDH-ES+A128KW).
 */
export type KeyWrap =
  | 'genuine'
  | 'oaep256'
  | 'pkcs1'
  | 'agreed_aes'
  | { readonly direct: Uint8Array }
  | { readonly aes: Uint8Array }

interface Wrapped {
  readonly contentKey: Buffer
  readonly encryptedKey: Buffer
  readonly parameters: Readonly<Record<string, unknown>>
}

const KEY_BYTES = { 'A128CBC-HS256': 32, 'A256CBC-HS512': 64, A128GCM: 16, A256GCM: 32 } as const

/** A compact JWE assembled by hand. Without a twist it is what an authentication plugin makes. */
export function craftJwe(plaintext: string | Uint8Array, key: KeyObject, twist: JweTwist = {}): string {
  const enc = twist.content ?? 'A128CBC-HS256'
  const { contentKey, encryptedKey, parameters } = wrap(key, twist.wrapped ?? 'genuine', enc)
  const header = { typ: 'JWT', cty: 'JWT', enc, ...parameters, ...twist.header }
  const head = base64url(twist.headerText ?? header)
  const { iv, ciphertext, tag } = enc.endsWith('GCM')
    ? encryptGcm(plaintext, contentKey, head)
    : encryptCbc(plaintext, contentKey, head)
  return [head, ...[encryptedKey, iv, ciphertext, tag].map(base64url)].join('.')
}

function wrap(key: KeyObject, wrapped: KeyWrap, enc: keyof typeof KEY_BYTES): Wrapped {
  const contentKey = randomBytes(KEY_BYTES[enc])
  if (typeof wrapped === 'object') {
    if ('direct' in wrapped) {
      const known = Buffer.from(wrapped.direct).subarray(0, KEY_BYTES[enc])
      return { contentKey: known, encryptedKey: Buffer.alloc(0), parameters: { alg: 'dir' } }
    }
    return { contentKey, encryptedKey: wrapAes(wrapped.aes, contentKey), parameters: { alg: 'A128KW' } }
  }
  if (key.asymmetricKeyType !== 'rsa') return agree(key, wrapped, contentKey, enc)
  const hash = wrapped === 'oaep256' ? 'sha256' : 'sha1'
  const padding = wrapped === 'pkcs1' ? constants.RSA_PKCS1_PADDING : constants.RSA_PKCS1_OAEP_PADDING
  const encryptedKey = publicEncrypt({ key, padding, oaepHash: hash }, contentKey)
  const alg = { oaep256: 'RSA-OAEP-256', pkcs1: 'RSA1_5', genuine: 'RSA-OAEP', agreed_aes: 'RSA-OAEP' }[
    wrapped
  ]
  return { contentKey, encryptedKey, parameters: { alg } }
}

/** ECDH-ES of RFC 7518, 4.6, with or without a key wrap. */
function agree(key: KeyObject, wrapped: KeyWrap, contentKey: Buffer, enc: keyof typeof KEY_BYTES): Wrapped {
  const own = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { kty, crv, x, y } = own.publicKey.export({ format: 'jwk' })
  const secret = diffieHellman({ privateKey: own.privateKey, publicKey: key })
  const epk = { kty, crv, x, y }
  if (wrapped === 'agreed_aes') {
    const encryptedKey = wrapAes(concatKdf(secret, 'ECDH-ES+A128KW', 16), contentKey)
    return { contentKey, encryptedKey, parameters: { alg: 'ECDH-ES+A128KW', epk } }
  }
  const agreed = concatKdf(secret, enc, KEY_BYTES[enc])
  return { contentKey: agreed, encryptedKey: Buffer.alloc(0), parameters: { alg: 'ECDH-ES', epk } }
}

function concatKdf(secret: Buffer, algorithm: string, bytes: number): Buffer {
  const name = Buffer.from(algorithm)
  const info = Buffer.concat([number(name.length), name, number(0), number(0), number(bytes * 8)])
  const round = (counter: number) =>
    createHash('sha256').update(number(counter)).update(secret).update(info).digest()
  return Buffer.concat([round(1), round(2)]).subarray(0, bytes)
}

function wrapAes(kek: Uint8Array, contentKey: Buffer): Buffer {
  const cipher = createCipheriv('id-aes128-wrap', kek.subarray(0, 16), Buffer.alloc(8, 0xa6))
  return Buffer.concat([cipher.update(contentKey), cipher.final()])
}

function encryptCbc(plaintext: string | Uint8Array, contentKey: Buffer, head: string) {
  const half = contentKey.length / 2
  const iv = randomBytes(16)
  const cipher = createCipheriv(half === 16 ? 'aes-128-cbc' : 'aes-256-cbc', contentKey.subarray(half), iv)
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()])
  const bits = Buffer.alloc(8)
  bits.writeBigUInt64BE(BigInt(head.length * 8))
  const mac = createHmac(half === 16 ? 'sha256' : 'sha512', contentKey.subarray(0, half))
  const tag = mac.update(head).update(iv).update(ciphertext).update(bits).digest().subarray(0, half)
  return { iv, ciphertext, tag }
}

function encryptGcm(plaintext: string | Uint8Array, contentKey: Buffer, head: string) {
  const iv = randomBytes(12)
  const cipher = createCipheriv(contentKey.length === 16 ? 'aes-128-gcm' : 'aes-256-gcm', contentKey, iv)
  cipher.setAAD(Buffer.from(head))
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()])
  return { iv, ciphertext, tag: cipher.getAuthTag() }
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
