import type { Clock, EncryptionKey, KeyText, SigningKey, VerificationKey } from '@balie/sdk'

/** A purpose at the plugin, with attributes that it requires or allows for it. */
export interface SubjectPurpose {
  readonly purpose: string
  readonly attributes: Readonly<Record<string, string>>
}

/** The plugin under test, and what the kit needs to play the components around it. */
export interface Subject extends SubjectPurpose {
  /** Internal URL of the communication method, such as `http://plugin:8001/chat`. */
  readonly url: string
  /** A purpose that may be handled without a verified identity. */
  readonly unauthenticated?: SubjectPurpose | undefined
  /** A purpose that requires attributes which `purpose` does not give (B7). */
  readonly heavy?: SubjectPurpose | undefined
  /** A purpose that requires nothing, or other attributes than `heavy`: results for it are light (B7). */
  readonly light?: SubjectPurpose | undefined
  /** Tag of `attributes` that tells persons apart (AC-9, B6). */
  readonly identifying?: string | undefined
  /** The authentication plugin's halves of the keys: imported, and as text for tokens that are made wrong. */
  readonly signingKey: SigningKey
  readonly encryptionKey: EncryptionKey
  readonly signing: KeyText
  readonly encryption: KeyText
  /** The plugin's key for start requests, and the name by which the core knows it. */
  readonly startKey?: VerificationKey | undefined
  readonly startKeyId?: string | undefined
  readonly clock: Clock
  /** True: each browser of the kit has an address of its own, in `X-Forwarded-For`. */
  readonly forwardedFor?: boolean | undefined
  /** What the plugin declares of the `MAY` requirements, by id; `verder-helpen` for that dialect (AR-6). */
  readonly declared: ReadonlySet<string>
}
