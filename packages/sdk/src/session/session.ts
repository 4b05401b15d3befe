/**
 * Where the attributes of a session stand. Values are never in here: they are sealed beside the record.
 * `withheld`: a result was verified, but another browser arrived with it, so it is not certain whose it
 * is, and nobody is shown it (threat B1).
 */
export type AttributesState =
  | { readonly state: 'awaiting' }
  | {
      readonly state: 'verified'
      readonly at: number
      readonly names: readonly string[]
      readonly digest: string
    }
  | {
      readonly state: 'withheld'
      readonly at: number
      readonly names: readonly string[]
      readonly digest: string
    }
  | { readonly state: 'failed'; readonly at: number; readonly reason: FailureReason }
  | { readonly state: 'none'; readonly at: number }

/** Why there are no attributes although a result came. */
export type FailureReason = 'authentication_failed' | 'attributes_missing'

/** Whether the citizen's browser is there. */
export type CitizenState =
  | { readonly state: 'expected' }
  | { readonly state: 'present'; readonly since: number }
  | { readonly state: 'gone'; readonly since: number }

/** Where the conversation stands. Times in milliseconds since 1970. */
export type ConversationState =
  | { readonly state: 'not_begun' }
  | { readonly state: 'waiting'; readonly since: number }
  | { readonly state: 'open'; readonly since: number; readonly agent: string }
  | { readonly state: 'ended'; readonly at: number; readonly by: EndedBy; readonly agent?: string }

/** Who or what ended a conversation. */
export type EndedBy = 'agent' | 'citizen' | 'time'

/** Something about the identity that the agent must be told. */
export interface Alert {
  readonly tag: 'another_browser' | 'second_identity'
  readonly at: number
}

/** A browser that opened the client URL: the SHA-256 of its cookie, and when it did so first and last. */
export interface Landing {
  readonly browser: string
  readonly first: number
  readonly last: number
}

/** The browser whose conversation it is, and when it began. */
export interface Owner {
  readonly browser: string
  readonly at: number
}

/**
 * One communication session: three independent states, because attributes, citizen and conversation come
 * in any order (FL-4, FL-8). Immutable; only `applyEvent` makes the next one.
 */
export interface Session {
  /** Public handle, 128 random bits. Knowing it gives access to nothing. */
  readonly id: string
  readonly purpose: string
  /** The communication method, such as `chat`. */
  readonly method: string
  readonly startedAt: number
  /** Until when it can be begun; afterwards its URLs answer as if it never was. */
  readonly beginBefore: number
  readonly attributes: AttributesState
  readonly citizen: CitizenState
  readonly conversation: ConversationState
  readonly landings: readonly Landing[]
  /** The first browser that began: the conversation is its, and nobody else's (B1). */
  readonly owner: Owner | undefined
  readonly alerts: readonly Alert[]
}
