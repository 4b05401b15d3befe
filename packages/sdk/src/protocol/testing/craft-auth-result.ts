import type { KeyText } from '../keys/key-text.ts'
import { craftJwe, craftJws, type JweTwist } from './craft-token.ts'

/** What of an auth result can be other than it should. */
export interface AuthResultTwist {
  /** Claims to add or replace; `undefined` leaves one out. */
  readonly claims?: Readonly<Record<string, unknown>>
  /** The claims' JSON instead of one made from members. */
  readonly claimsText?: string
  /** Members of the JWS header to add or replace. */
  readonly jwsHeader?: Readonly<Record<string, unknown>>
  /** Another token in the place of the JWS, made from the right claims. */
  readonly jws?: (claims: object) => string
  /** The JWE's plaintext, made from the JWS. */
  readonly plaintext?: (jws: string) => string | Uint8Array
  readonly jwe?: JweTwist
}

/** The keys an authentication plugin has. */
export interface AuthPluginKeys {
  readonly signing: KeyText
  readonly encryption: KeyText
}

/** The moment the crafted auth results were made, in seconds since 1970. They live for five minutes. */
export const CRAFTED_AT = 1_700_000_000

/** An auth result that is right in everything, except for the given twist. */
export function craftAuthResult(keys: AuthPluginKeys, twist: AuthResultTwist = {}): string {
  const claims = {
    sub: 'id-contact-attributes',
    status: 'succes',
    attributes: { email: 'sanne@example.nl' },
    iat: CRAFTED_AT,
    exp: CRAFTED_AT + 300,
    ...twist.claims,
  }
  const header = { typ: 'JWT', alg: keys.signing.type === 'RSA' ? 'RS256' : 'ES256', ...twist.jwsHeader }
  const jws = twist.jws?.(claims) ?? craftJws(header, twist.claimsText ?? claims, keys.signing)
  const plaintext = twist.plaintext?.(jws) ?? JSON.stringify({ njwt: jws })
  return craftJwe(plaintext, keys.encryption, twist.jwe)
}
