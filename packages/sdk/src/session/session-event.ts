import type { Appointment } from './appointment.ts'
import type { Asked, EndedBy, FailureReason } from './session.ts'

/** Everything that can happen to a session. `at` in milliseconds since 1970. */
export type SessionEvent =
  /** A result was verified and has all attributes that the purpose requires. */
  | {
      readonly tag: 'result_verified'
      readonly at: number
      readonly names: readonly string[]
      readonly digest: string
      readonly person?: string
    }
  /** A genuine result says that the authentication failed. */
  | { readonly tag: 'result_failed'; readonly at: number }
  /** A genuine result lacks attributes that the purpose requires (B7). */
  | { readonly tag: 'result_insufficient'; readonly at: number }
  /** A result that was taken carried a session URL, which was sealed (SF-1). */
  | { readonly tag: 'session_url_received'; readonly at: number }
  /** A browser opened the client URL. */
  | { readonly tag: 'landed'; readonly at: number; readonly browser: string }
  /** A browser pressed the button. */
  | {
      readonly tag: 'begun'
      readonly at: number
      readonly browser: string
      /** A time for a meeting is chosen first (FL-7). */
      readonly schedules?: boolean
    }
  | { readonly tag: 'citizen_present'; readonly at: number }
  | { readonly tag: 'citizen_gone'; readonly at: number }
  /** A meaningful interaction of a side; what that is, each channel writes down (SF-2). */
  | { readonly tag: 'active'; readonly at: number; readonly side: 'citizen' | 'agent' }
  /** An agent took the conversation. */
  | { readonly tag: 'taken'; readonly at: number; readonly agent: string }
  /** The meeting is scheduled, or moved to another time (FL-7). */
  | ({
      readonly tag: 'scheduled'
      readonly at: number
      /** Tags of the attributes that are sealed until the meeting. */
      readonly keeps?: readonly string[]
    } & Pick<Appointment, 'starts' | 'ends' | 'opens' | 'way' | 'agent'>)
  /** An address for mail about the appointment was sealed, or is not needed any more. */
  | { readonly tag: 'contact_kept'; readonly at: number }
  | { readonly tag: 'contact_released'; readonly at: number }
  /** The citizen came to the meeting (FL-7, AC-5). */
  | { readonly tag: 'arrived'; readonly at: number }
  /** The agent says that the citizen did not come. */
  | { readonly tag: 'missed'; readonly at: number }
  /** The meeting takes longer: until when, milliseconds since 1970. */
  | { readonly tag: 'extended'; readonly at: number; readonly ends: number }
  | { readonly tag: 'ended'; readonly at: number; readonly by: Exclude<EndedBy, 'logout'> }
  /** The citizen pressed the Logout button (SF-3). */
  | { readonly tag: 'logged_out'; readonly at: number }
  /** The citizen takes back what was shared. */
  | { readonly tag: 'withdrawn'; readonly at: number }
  /** The citizen is asked to authenticate (UN-2, UN-3). */
  | { readonly tag: 'authentication_asked'; readonly at: number; readonly reason: Asked['reason'] }
  /** A browser goes to authenticate; `id` and `attr` are hashes of the secrets in its URLs. */
  | {
      readonly tag: 'authentication_started'
      readonly at: number
      readonly id: string
      readonly attr?: string
      readonly browser: string
      readonly method: string
    }
  /** A browser opened the URL on which the one that authenticates comes back. */
  | {
      readonly tag: 'authentication_returned'
      readonly at: number
      readonly id: string
      readonly browser: string
      /** Whether it carried a result, of whatever kind. */
      readonly carries: boolean
    }
  /** The result of an authentication was verified and has all attributes that the purpose requires. */
  | {
      readonly tag: 'authentication_verified'
      readonly at: number
      readonly id: string
      readonly names: readonly string[]
      readonly digest: string
      readonly person?: string
    }
  /** The result of an authentication is of no use: it says failed, lacks attributes, or was refused. */
  | {
      readonly tag: 'authentication_failed'
      readonly at: number
      readonly id: string
      readonly reason: FailureReason
    }
  /** A sign of activity is in the outbox. */
  | { readonly tag: 'activity_queued'; readonly at: number }
  /** A plugin heard of the activity until a moment. */
  | { readonly tag: 'activity_told'; readonly at: number; readonly until: number }
  /** The logouts are in the outbox. */
  | { readonly tag: 'logout_queued'; readonly at: number }
  /** The authentication plugin of one session URL knows of the logout, or no longer knows the session. */
  | { readonly tag: 'logout_told'; readonly at: number; readonly url: number }
  /** It is later: what time brings about, see `dueAt`. */
  | { readonly tag: 'time_passed'; readonly at: number }

/** The event of one tag. */
export type EventOf<Tag extends SessionEvent['tag']> = { readonly tag: Tag } & Extract<
  SessionEvent,
  { tag: Tag }
>
