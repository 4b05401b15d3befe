import type { KeyObject } from 'node:crypto'
import { craftJwe, type JweTwist } from './craft-jwe.ts'
import { craftJws, type JwsTwist } from './craft-jws.ts'

/** The halves of the keys that an authentication plugin has. */
export interface CraftingKeys {
  /** Private: signs results. */
  readonly signing: KeyObject
  /** Public: seals results for the communication plugin. */
  readonly encryption: KeyObject
}

/** For whom, of what and when a result is crafted. */
export interface Crafting {
  readonly keys: CraftingKeys
  /** What the result says of a person; a canary, when it must never be seen. */
  readonly attributes: Readonly<Record<string, string>>
  /** Seconds since 1970. */
  readonly now: number
}

/** What of an auth result can be other than it should. */
export interface AuthResultTwist {
  /** Claims to add or replace; `undefined` leaves one out. */
  readonly claims?: Readonly<Record<string, unknown>>
  /** The claims' JSON instead of one made from members. */
  readonly claimsText?: (claims: object) => string
  /** Members of the JWS header to add or replace; `undefined` leaves one out. */
  readonly jwsHeader?: Readonly<Record<string, unknown>>
  readonly signature?: JwsTwist
  /** Another token in the place of the JWS, made from the right claims. */
  readonly jws?: (claims: object) => string
  /** The JWE's plaintext, made from the JWS. */
  readonly plaintext?: (jws: string) => string | Uint8Array
  readonly jwe?: JweTwist
}

/** The one algorithm that results signed with this key have. */
export function algorithmOf(signing: KeyObject): 'RS256' | 'ES256' {
  return signing.asymmetricKeyType === 'rsa' ? 'RS256' : 'ES256'
}

/**
 * An auth result that is right in everything, except for the given twist: without one, a genuine result. `iat` is
 * ten seconds back, as receivers with a late clock need.
 */
export function craftAuthResult({ keys, attributes, now }: Crafting, twist: AuthResultTwist = {}): string {
  const claims = {
    sub: 'id-contact-attributes',
    status: 'succes',
    attributes,
    iat: now - 10,
    exp: now + 290,
    ...twist.claims,
  }
  const header = { typ: 'JWT', alg: algorithmOf(keys.signing), ...twist.jwsHeader }
  const payload = twist.claimsText?.(claims) ?? claims
  const jws = twist.jws?.(claims) ?? craftJws(header, payload, keys.signing, twist.signature)
  const plaintext = twist.plaintext?.(jws) ?? JSON.stringify({ njwt: jws })
  return craftJwe(plaintext, keys.encryption, twist.jwe)
}
