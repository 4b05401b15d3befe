import type { Effect } from '../session/effect.ts'
import type { Session } from '../session/session.ts'

/** Names of what is kept sealed beside a session. */
export type SealedSlot =
  | 'attributes'
  | 'second_attributes'
  | 'pending_attributes'
  | 'session_urls'
  /** Where mail about an appointment goes. */
  | 'contact'
  /** Those attributes of a booking that are kept until the meeting. */
  | 'kept_attributes'

/** Names of the data keys of a session: each can be destroyed by itself, which erases what it sealed (P2). */
export type KeyName = 'attributes' | 'pending' | 'feedback' | 'transcript' | 'contact' | 'kept'

/** Which slots are sealed under a key, and deleted with it. The channel seals its own under `transcript`. */
export const SLOTS_OF_KEY: Readonly<Record<KeyName, readonly SealedSlot[]>> = Object.freeze({
  attributes: ['attributes', 'second_attributes'],
  pending: ['pending_attributes'],
  feedback: ['session_urls'],
  transcript: [],
  contact: ['contact'],
  kept: ['kept_attributes'],
})

/** A session as stored. Everything personal in it is sealed under a key of the session before it gets here. */
export interface SessionRecord {
  readonly session: Session
  /** The session's data keys, wrapped by the master key. One that is not there was destroyed, or not made yet. */
  readonly keys: Readonly<Partial<Record<KeyName, Uint8Array>>>
  readonly sealed: Readonly<Partial<Record<SealedSlot, Uint8Array>>>
  /** SHA-256 (base64url) of the secret in the client URL. */
  readonly clientSecretHash: string
  /** SHA-256 (base64url) of the secret in the attr URL, where there is one. */
  readonly attrSecretHash: string | undefined
}

/** By what a session is looked up. */
export type SessionKey =
  | { readonly by: 'id'; readonly id: string }
  | { readonly by: 'client_secret'; readonly hash: string }
  | { readonly by: 'attr_secret'; readonly hash: string }
  /** A secret of an authentication during communication: of the way back, or of its attr URL. */
  | { readonly by: 'authentication_secret'; readonly hash: string }

/** An auth result that may be used once, by one session (threat T7). */
export interface Claim {
  /** Fingerprint of the token's decoded bytes. */
  readonly fingerprint: string
  /** Until when the claim must be remembered, milliseconds since 1970. */
  readonly until: number
}

/** `claimed`: this session has it now. `ours`: it had it already. `elsewhere`: another session used it. */
export type ClaimOutcome = 'claimed' | 'ours' | 'elsewhere'

/** What a change comes to. */
export interface Decision<T> {
  /** What `transact` gives back. */
  readonly value: T
  /** The next session; leave out when nothing changed. */
  readonly session?: Session
  /** Sealed slots to write, after what is destroyed. */
  readonly sealed?: Readonly<Partial<Record<SealedSlot, Uint8Array>>>
  /** Wrapped data keys to write, after what is destroyed. */
  readonly keys?: Readonly<Partial<Record<KeyName, Uint8Array>>>
  /** Hashes of secrets of an authentication, by which the session is found from now on. */
  readonly secrets?: readonly string[]
  /** The store itself carries out `destroy_key`: it deletes the key and the slots of `SLOTS_OF_KEY`. */
  readonly effects?: readonly Effect[]
}

/**
 * Where sessions are kept. Five methods; `storeSuite` (from `@balie/sdk/testing`) says by tests what each
 * promises. What a method has acknowledged is durable as far as the store is. Each may throw STORE_UNAVAILABLE:
 * the same may succeed later.
 */
export interface Store {
  /**
   * Adds a new session, with its first result claimed if there is one, or nothing at all.
   *
   * @returns `elsewhere` when another session has used the result: then nothing was added
   */
  insert(record: SessionRecord, claim?: Claim): Promise<'inserted' | 'elsewhere'>

  /** The session, or undefined. A snapshot: it may be old by the time it is read. */
  find(key: SessionKey): Promise<SessionRecord | undefined>

  /**
   * Changes one session in one transaction: no other change of it runs meanwhile (threat B8).
   *
   * @param id the session
   * @param claim claimed first, in the same transaction; when `decide` throws, the claim is undone too
   * @param decide pure and synchronous; may run more than once; what it throws is rethrown and nothing is written
   * @throws {IdContactError} SESSION_UNKNOWN when there is no such session
   */
  transact<T>(
    id: string,
    decide: (record: SessionRecord, claim: ClaimOutcome | undefined) => Decision<T>,
    claim?: Claim,
  ): Promise<T>

  /**
   * Ids of sessions for which time has something to do by the moment, as `dueAt` says, longest due first, at
   * most `limit`.
   */
  due(moment: number, limit: number): Promise<readonly string[]>

  /**
   * Removes a session with everything that belongs to it, if it is due by the moment and `mayErase` says so of
   * it as it is then. Its used results stay used (T7).
   *
   * @returns whether it was removed
   */
  erase(id: string, moment: number, mayErase: (session: Session) => boolean): Promise<boolean>
}
