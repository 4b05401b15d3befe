import type { Clock } from './clock.ts'
import type { Outbound } from './outbound/outbound.ts'
import type { Channel } from './ports/channel.ts'
import type { Outbox } from './ports/outbox.ts'
import type { Store } from './ports/store.ts'
import type { DecryptionKey } from './protocol/keys/import-decryption-key.ts'
import type { SigningKey } from './protocol/keys/import-signing-key.ts'
import type { VerificationKey } from './protocol/keys/import-verification-key.ts'
import type { Random } from './random.ts'
import type { Keyring } from './retention/keyring.ts'
import type { Limits } from './session/session.ts'

/** What a purpose means for the steps. Words, teams and the like are the plugin's own. */
export interface Purpose {
  readonly tag: string
  /** Without all of these a result does not verify the citizen for this purpose (B7). */
  readonly required: readonly string[]
  /** What may be kept besides `required`; anything else is dropped before it is stored (B7). */
  readonly allowed: readonly string[]
  /** Those that together say who somebody is: a later authentication is compared by them (AC-9, B6). */
  readonly identifying?: readonly string[]
  /** How long after the start the conversation can be begun, milliseconds. */
  readonly beginWithin: number
  /** What time may do; the defaults are `LIMITS_OF_PURPOSE`. */
  readonly limits?: Partial<Limits>
}

/** Two hours without an interaction, a day in all, half an hour until a new authentication, nothing kept. */
export const LIMITS_OF_PURPOSE: Limits = Object.freeze({
  idle: 2 * 60 * 60_000,
  longest: 24 * 60 * 60_000,
  pause: 30 * 60_000,
  retention: 0,
})

/** What authentication during communication needs (AC-1). */
export interface CoreSettings {
  /** Where the core is, for components; without a slash at the end. */
  readonly url: string
  readonly signingKey: SigningKey
  /** The name by which the core knows the key. */
  readonly keyId: string
  /** Origins where a citizen may be sent to authenticate (B12). */
  readonly authenticationOrigins: readonly string[]
}

/** Everything the steps need, given once. One `Settings` for each communication method. */
export interface Settings {
  readonly clock: Clock
  readonly random: Random
  readonly store: Store
  readonly channel: Channel
  readonly purposes: ReadonlyMap<string, Purpose>
  readonly decryptionKey: DecryptionKey
  readonly verificationKey: VerificationKey
  /** Subjects of auth results that are accepted besides `id-contact-attributes` (AR-6). */
  readonly otherSubjects?: readonly string[]
  readonly keyring: Keyring
  /** Where browsers reach this method, such as `https://balie.example.nl/chat`. */
  readonly externalUrl: string
  /** Where components reach this method, such as `http://10.0.0.5:8503/chat`. */
  readonly internalUrl: string
  /** True: reception 3, results are posted to an attr URL. False: reception 2, in the landing's query (AR-4). */
  readonly useAttrUrl: boolean
  /** Absent: no authentication during communication. */
  readonly core?: CoreSettings
  /** How other components are called; `createOutbound` makes a guarded one (O1). */
  readonly outbound: Outbound
  /** Origins whose session URLs are called. A session URL of another one is not kept (O1). */
  readonly sessionUrlOrigins: readonly string[]
  /** Where updates for authentication plugins wait (SF-6). */
  readonly outbox: Outbox
  /** True: after the beginning a meeting is scheduled, by `schedule`, rather than held at once (FL-7). */
  readonly schedules?: boolean
  /**
   * How long a browser is known after it landed, milliseconds: a day if nothing is said. Somebody unauthenticated can
   * come to their appointment only in the browser in which they made it, as long as it is known (FL-7).
   */
  readonly browserLifetime?: number
  /** Told of what went wrong where nobody can be answered: a refused result on landing, a channel that failed. */
  readonly report: (cause: unknown) => void
}
