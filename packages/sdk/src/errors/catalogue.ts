/** One row of the error catalogue: what the caller gets, and what the operator reads. */
export interface ErrorRow {
  /** HTTP status of the answer. */
  readonly status: number
  /** A sentence for the caller. Says what to do; tells nothing that helps an attacker (threat T11). */
  readonly caller: string
  /** A sentence for the operator, who reads it in the log beside the cause. */
  readonly operator: string
}

/**
 * Every error this package throws, by its stable code. `docs/errors.md` is made from this table.
 * A code is never reused for another meaning.
 */
export const ERRORS = Object.freeze({
  BODY_INVALID: {
    status: 400,
    caller: 'The request body is not what this address accepts.',
    operator:
      'A message from another component does not fit the ID Contact protocol; the detail names the member.',
  },
  BODY_TOO_LARGE: {
    status: 413,
    caller: 'The request body is larger than 32 KiB.',
    operator: 'A body was cut off at 32 KiB (threat T9).',
  },
  PURPOSE_UNKNOWN: {
    status: 400,
    caller: 'This purpose is not known here. Check the purpose tag in the core and in the plugin.',
    operator: 'The core asked for a purpose that is not in the configuration (FL-9).',
  },
  AUTH_RESULT_REFUSED: {
    status: 400,
    caller: 'The authentication result was refused.',
    operator:
      'An auth result failed decryption, signature, subject, time or schema; the detail says which (T11).',
  },
  START_REQUEST_REFUSED: {
    status: 400,
    caller: 'The signed start request was refused.',
    operator: 'A signed start request failed signature, key name, time or schema; the detail says which.',
  },
  SESSION_UNKNOWN: {
    status: 404,
    caller: 'There is nothing here (any more).',
    operator: 'A URL secret or session handle matches no session that is open (B4).',
  },
  NOT_THE_OWNER: {
    status: 403,
    caller: 'This conversation belongs to another browser.',
    operator: 'A browser that did not begin the conversation tried to use it (B1, B2).',
  },
  NOT_LANDED: {
    status: 403,
    caller: 'Open the link that you were given first.',
    operator: 'A browser tried to begin a session on which it had not landed (B1).',
  },
  FOREIGN_ORIGIN: {
    status: 403,
    caller: 'This is only possible from the page itself.',
    operator: 'A request that changes something came from a page of another origin (F6).',
  },
  TRANSITION_REFUSED: {
    status: 409,
    caller: 'This is not possible in the present state of the conversation.',
    operator: 'An event was applied to a session in a state that does not accept it; the detail names both.',
  },
  STORE_UNAVAILABLE: {
    status: 503,
    caller: 'This is not available for a moment. Nothing is lost. Try again shortly.',
    operator: 'The store could not be reached, or did not answer in time.',
  },
  KEY_INVALID: {
    status: 500,
    caller: 'Something went wrong here.',
    operator: 'A key is not a PEM of the declared type (RSA, or EC on P-256), or is of the wrong half.',
  },
  SEAL_BROKEN: {
    status: 500,
    caller: 'Something went wrong here.',
    operator:
      'Sealed data could not be opened: the data key is gone, the master key is another, or the data was altered.',
  },
  ANSWER_INVALID: {
    status: 502,
    caller: 'Another component gave an answer that cannot be used.',
    operator:
      'The core or a plugin answered something that does not fit the protocol; the detail names the member.',
  },
  MESSAGE_INVALID: {
    status: 500,
    caller: 'Something went wrong here.',
    operator:
      'This side was about to send a message that does not fit the ID Contact protocol; the detail names the member.',
  },
  UPDATE_REFUSED: {
    status: 502,
    caller: 'Another component did not take a message.',
    operator:
      'An authentication plugin answered a session update with something else than success; it is sent again.',
  },
  AUTHENTICATION_UNAVAILABLE: {
    status: 503,
    caller: 'Logging in is not possible now. Try again in a moment.',
    operator:
      'The core could not be asked to authenticate a citizen, or gave an answer that cannot be used; the cause says which. Also where core_url is not configured.',
  },
  AUTHENTICATION_NEEDED: {
    status: 403,
    caller: 'Log in first. Then you can go on here.',
    operator:
      'An appointment was to be made, or a meeting to be entered, by somebody whose identity is not verified (now) (AC-5).',
  },
  METHOD_UNKNOWN: {
    status: 400,
    caller: 'This way of logging in is not offered here.',
    operator: 'A browser chose an authentication method that the core does not offer for the purpose (AC-7).',
  },
  ORIGIN_NOT_ALLOWED: {
    status: 502,
    caller: 'Another component gave an address that is not used here.',
    operator:
      'A URL of another component is of an origin that the configuration does not list; nothing was sent (O1). The detail names the origin.',
  },
  ADDRESS_REFUSED: {
    status: 502,
    caller: 'Another component gave an address that is not used here.',
    operator:
      'A listed host leads to a link-local, metadata, multicast, broadcast or unspecified address; nothing was sent (O1). The detail names host and address.',
  },
  COMPONENT_UNREACHABLE: {
    status: 502,
    caller: 'Another component could not be reached.',
    operator:
      'A component refused the connection, broke it off, took longer than 5 s, or answered too much; the detail names it.',
  },
} as const satisfies Record<string, ErrorRow>)

/** The stable code of an error of this package. */
export type ErrorCode = keyof typeof ERRORS
