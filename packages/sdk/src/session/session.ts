import type { Appointment } from './appointment.ts'
import type { Authentication } from './authentication.ts'
import type { Feedback } from './feedback.ts'

/** What is kept in the open of an identity: never a value, only names and digests that need a key. */
export interface KnownIdentity {
  /** When the result was verified. */
  readonly at: number
  readonly names: readonly string[]
  /** Keyed digest of all attributes: tells whether a second result says the same. */
  readonly digest: string
  /** Keyed digest of the purpose's identifying attributes. Absent where nothing identifying was given. */
  readonly person?: string
  /** Name of the method, where the plugin asked for the authentication itself. */
  readonly method?: string
  /** The authentication during communication that brought it. Absent: the first exchange did. */
  readonly authentication?: string
  /** The browser that authenticated, with `authentication`: only it can begin with this identity (B1). */
  readonly browser?: string
}

/**
 * Where the attributes of a session stand. Values are never in here: they are sealed beside the record.
 * `withheld`: a result was verified, but another browser arrived with it, so it is not certain whose it
 * is, and nobody is shown it (threat B1). `withdrawn`: the citizen took them back. `released`: an appointment was made
 * with them, and they are gone; who comes to the meeting authenticates again (AC-5).
 */
export type AttributesState =
  | { readonly state: 'awaiting' }
  | ({ readonly state: 'verified' } & KnownIdentity)
  | ({ readonly state: 'withheld' } & KnownIdentity)
  | { readonly state: 'failed'; readonly at: number; readonly reason: FailureReason }
  | { readonly state: 'none'; readonly at: number }
  | {
      readonly state: 'withdrawn'
      readonly at: number
      /** Whose they were, where that was certain: who authenticates next is compared with it (AC-9). */
      readonly from?: { readonly person?: string }
    }
  | {
      readonly state: 'released'
      readonly at: number
      /** Whose they were, where that was certain: who authenticates next is compared with it (AC-9). */
      readonly from?: { readonly person?: string }
    }

/** Why there are no attributes although a result came. */
export type FailureReason = 'authentication_failed' | 'attributes_missing'

/** Whether the citizen's browser is there. */
export type CitizenState =
  | { readonly state: 'expected' }
  | { readonly state: 'present'; readonly since: number }
  | { readonly state: 'gone'; readonly since: number }

/**
 * Where the conversation stands. Times in milliseconds since 1970. Where meetings are scheduled (FL-7), `planning`: the citizen
 * chooses a time; `scheduled`: it is chosen, and the meeting has not begun.
 */
export type ConversationState =
  | { readonly state: 'not_begun' }
  | { readonly state: 'planning'; readonly since: number }
  | { readonly state: 'scheduled'; readonly since: number }
  | { readonly state: 'waiting'; readonly since: number }
  | { readonly state: 'open'; readonly since: number; readonly agent: string }
  | { readonly state: 'ended'; readonly at: number; readonly by: EndedBy; readonly agent?: string }

/** Who or what ended a conversation. */
export type EndedBy = 'agent' | 'citizen' | 'logout' | 'time'

/** Something about the identity that the agent must be told. */
export interface Alert {
  readonly tag:
    | 'another_browser'
    | 'second_identity'
    | 'another_person'
    | 'person_unknown'
    | 'browser_changed'
    | 'authentication_elsewhere'
    | 'pause'
    | 'another_person_came'
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

/** What was shared with the plugin, for the citizen's privacy receipt: names of attributes, never values. */
export interface Shared {
  readonly at: number
  readonly names: readonly string[]
  readonly method?: string
  /** When it was destroyed, and why. */
  readonly gone?: { readonly at: number; readonly why: 'ended' | 'withdrawn' | 'replaced' | 'booked' }
}

/** The citizen is asked to authenticate (AC-4, AC-6, UN-2, UN-3). */
export interface Asked {
  readonly at: number
  /** `agent`: the agent asks. `pause`: after a long pause. `required`: a result that could not be used. */
  readonly reason: 'agent' | 'pause' | 'required'
}

/** What time may do to a session, milliseconds; copied from the purpose at the start. 0: never. */
export interface Limits {
  /** Without an interaction of either side for this long, the conversation ends. */
  readonly idle: number
  /** So long after it was begun, the conversation ends. */
  readonly longest: number
  /** A citizen who comes back after a pause of this length is asked to authenticate again (AC-4). */
  readonly pause: number
  /** How long after the end the transcript is kept. 0: a minute, so that pages can catch up. */
  readonly retention: number
}

/**
 * One communication session: independent states, because attributes, citizen and conversation come in any
 * order (FL-4, FL-8). Immutable; only `applyEvent` makes the next one.
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
  readonly limits: Limits
  readonly attributes: AttributesState
  readonly citizen: CitizenState
  readonly conversation: ConversationState
  readonly landings: readonly Landing[]
  /** The browser that began, or that authenticated later: the conversation is its, and nobody else's (B1). */
  readonly owner: Owner | undefined
  readonly alerts: readonly Alert[]
  readonly shared: readonly Shared[]
  readonly asked: Asked | undefined
  /** Authentications during communication, oldest first; a handful. */
  readonly authentications: readonly Authentication[]
  /** What was said until this moment was said to another person, and is not shown to the citizen (AC-9). */
  readonly hiddenUntil: number | undefined
  /** The last meaningful interaction of each side. */
  readonly activity: { readonly citizen?: number; readonly agent?: number }
  readonly feedback: Feedback
  readonly transcript: 'kept' | 'destroyed'
  /** A meeting is scheduled after the beginning, rather than held at once (FL-7). */
  readonly schedules?: true
  /** The meeting, once it is scheduled (FL-7). */
  readonly appointment?: Appointment
  /** Whether an address for mail about the appointment is sealed beside the record. */
  readonly contact?: true
  /** When that address was given: of one from before `hiddenUntil` the citizen is shown nothing (AC-9). */
  readonly contactAt?: number
}
