import type { Secret } from '../../secret.ts'

/** The attributes of a person: tag to value, on an object without a prototype. */
export type Attributes = Readonly<Record<string, string>>

interface Common {
  /** Where session updates about the user go, when the auth plugin wants them. `http(s):`. */
  readonly sessionUrl?: Secret<string>
  /** Milliseconds since 1970. */
  readonly issuedAt: number
  /** Milliseconds since 1970. The token is accepted until this plus the tolerance. */
  readonly expiresAt: number
}

/** What an authentication plugin says of a user, after verification. */
export type AuthResult =
  | (Common & { readonly status: 'succes'; readonly attributes: Secret<Attributes> })
  | (Common & { readonly status: 'failed' })

/** What goes into an auth result. */
export type AuthResultContent =
  | {
      readonly status: 'succes'
      readonly attributes: Attributes | Secret<Attributes>
      readonly sessionUrl?: string | Secret<string>
    }
  | { readonly status: 'failed'; readonly sessionUrl?: string | Secret<string> }
