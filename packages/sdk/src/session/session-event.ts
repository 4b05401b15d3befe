import type { EndedBy } from './session.ts'

/** Everything that can happen to a session. `at` in milliseconds since 1970. */
export type SessionEvent =
  /** A result was verified and has all attributes that the purpose requires. */
  | {
      readonly tag: 'result_verified'
      readonly at: number
      readonly names: readonly string[]
      readonly digest: string
    }
  /** A genuine result says that the authentication failed. */
  | { readonly tag: 'result_failed'; readonly at: number }
  /** A genuine result lacks attributes that the purpose requires (B7). */
  | { readonly tag: 'result_insufficient'; readonly at: number }
  /** Half a minute after beginning no result had come (B11). */
  | { readonly tag: 'waited_in_vain'; readonly at: number }
  /** A browser opened the client URL. */
  | { readonly tag: 'landed'; readonly at: number; readonly browser: string }
  /** A browser pressed the button. */
  | { readonly tag: 'begun'; readonly at: number; readonly browser: string }
  | { readonly tag: 'citizen_present'; readonly at: number }
  | { readonly tag: 'citizen_gone'; readonly at: number }
  /** An agent took the conversation. */
  | { readonly tag: 'taken'; readonly at: number; readonly agent: string }
  | { readonly tag: 'ended'; readonly at: number; readonly by: EndedBy }

/** The event of one tag. */
export type EventOf<Tag extends SessionEvent['tag']> = { readonly tag: Tag } & Extract<
  SessionEvent,
  { tag: Tag }
>
