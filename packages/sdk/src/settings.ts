import type { Clock } from './clock.ts'
import type { Channel } from './ports/channel.ts'
import type { Store } from './ports/store.ts'
import type { DecryptionKey } from './protocol/keys/import-decryption-key.ts'
import type { VerificationKey } from './protocol/keys/import-verification-key.ts'
import type { Random } from './random.ts'
import type { Keyring } from './retention/keyring.ts'

/** What a purpose means for the steps. Words, teams and the like are the plugin's own. */
export interface Purpose {
  readonly tag: string
  /** Without all of these a result does not verify the citizen for this purpose (B7). */
  readonly required: readonly string[]
  /** What may be kept besides `required`; anything else is dropped before it is stored (B7). */
  readonly allowed: readonly string[]
  /** How long after the start the conversation can be begun, milliseconds. */
  readonly beginWithin: number
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
  /** Told of what went wrong where nobody can be answered: a refused result on landing, a channel that failed. */
  readonly report: (cause: unknown) => void
}
