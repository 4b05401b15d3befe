/**
 * The meeting of a scheduled session, which lasts from its scheduling until the meeting has taken place (FL-7). Times in
 * milliseconds since 1970.
 */
export interface Appointment {
  readonly starts: number
  readonly ends: number
  /** From when on the citizen can come in. */
  readonly opens: number
  /** The channel by which the meeting is held, such as `chat`. */
  readonly way: string
  /** Whose appointment it is. A colleague may take the meeting. */
  readonly agent: string
  readonly bookedAt: number
  /** How often it was moved. */
  readonly moved: number
  /**
   * Present where it was booked by somebody whose identity was verified: who comes to the meeting must be (AC-5). `person`: keyed
   * digest of the purpose's identifying attributes, by which the two are compared (AC-9).
   */
  readonly booker?: { readonly person?: string }
  /**
   * Of the attributes by which it was booked, what is sealed until the meeting: their tags, and the verification that brought them.
   * Absent: nothing is kept, or not any more.
   */
  readonly kept?: { readonly at: number; readonly names: readonly string[] }
  /** When the citizen came to the waiting room. */
  readonly arrivedAt?: number
  /** How it ended. */
  readonly outcome?: AppointmentOutcome
  /** With the outcome `cancelled`. */
  readonly cancelledBy?: 'citizen' | 'agent'
}

/** `held`: the two met. `citizen_absent`, `agent_absent`: one of them did not come. `cancelled`: before it took place. */
export type AppointmentOutcome = 'held' | 'citizen_absent' | 'agent_absent' | 'cancelled'

/** How long after the end of a meeting nobody came to, the citizen who waits is still there to be met, milliseconds. */
export const AGENT_MAY_BE_LATE = 60 * 60_000

/** Attributes of an authentication between booking and meeting are released after so long, milliseconds (AC-5). */
export const RELEASED_AFTER = 30 * 60_000

/** The address for mail is kept at most so long after the end, for the mail that tells of it, milliseconds. */
export const CONTACT_KEPT = 24 * 60 * 60_000
