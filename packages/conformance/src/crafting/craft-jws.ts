import { type BinaryLike, constants, createHmac, type KeyObject, sign } from 'node:crypto'
import { base64url } from './base64url.ts'

/** How a JWS is signed, whatever its header says. */
export interface JwsTwist {
  readonly hash?: 'sha256' | 'sha384' | 'sha512'
  /** RSA with PSS padding. */
  readonly pss?: boolean
}

/**
 * A compact JWS assembled by hand, so that every header and every claim can be wrong in every way.
 *
 * @param header an object, or text that is taken as it is
 */
export function craftJws(header: unknown, claims: unknown, key: KeyObject, twist: JwsTwist = {}): string {
  const input = `${base64url(header)}.${base64url(claims)}`
  const padding = twist.pss
    ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
    : {}
  const signature = sign(twist.hash ?? 'sha256', Buffer.from(input), {
    key,
    dsaEncoding: 'ieee-p1363',
    ...padding,
  })
  return `${input}.${base64url(signature)}`
}

/** A compact JWS with an HMAC, keyed with whatever is given: the text of a public key, for example (T1). */
export function craftHmacJws(header: unknown, claims: unknown, secret: BinaryLike): string {
  const input = `${base64url(header)}.${base64url(claims)}`
  return `${input}.${base64url(createHmac('sha256', secret).update(input).digest())}`
}
