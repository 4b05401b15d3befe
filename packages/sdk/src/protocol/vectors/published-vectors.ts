import { readFileSync } from 'node:fs'
import type { KeyText } from '../keys/key-text.ts'

/** `rsa` or `ec`, as the vectors call their two key pairs. */
export type VectorKey = 'rsa' | 'ec'

interface DatedToken {
  readonly what: string
  readonly sign: VectorKey
  readonly encrypt: VectorKey
  /** Seconds since 1970 at which it is to be looked at. */
  readonly verify_at: number
  readonly jwe: string
}

interface ExpectedClaims {
  readonly attributes: Readonly<Record<string, string>>
  readonly iat: number
  readonly exp: number
}

interface Vectors {
  readonly keys: Readonly<
    Record<'rsa' | 'ec_p256', { readonly public_pem: string; readonly private_pem: string }>
  >
  readonly auth_result: {
    readonly jwe: string
    readonly inner_jws: string
    readonly verify_at: number
    readonly expired_at: number
    readonly expect: ExpectedClaims
  }
  readonly start_auth_request: {
    readonly jws: string
    readonly kid: string
    readonly expect: { readonly request: Readonly<Record<string, string>> }
  }
  readonly core_url_state: { readonly expired: string }
  readonly mixes: readonly (DatedToken & { readonly expect: ExpectedClaims })[]
  readonly variants: readonly (DatedToken & { readonly accept: boolean })[]
  readonly dialects: readonly DatedToken[]
}

/** The published examples of the ID Contact ecosystem. For tests only: their private keys are public. */
export const VECTORS: Vectors = JSON.parse(
  readFileSync(new URL('./id-contact.json', import.meta.url), 'utf8'),
)

/** One half of a key pair of the vectors, as configuration spells it. */
export function vectorKey(name: VectorKey, half: 'public' | 'private'): KeyText {
  const pair = VECTORS.keys[name === 'rsa' ? 'rsa' : 'ec_p256']
  return { type: name === 'rsa' ? 'RSA' : 'EC', key: half === 'public' ? pair.public_pem : pair.private_pem }
}
