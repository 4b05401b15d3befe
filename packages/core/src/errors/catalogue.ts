/** One row of the error catalogue: what the caller gets, and what the operator reads. */
export interface CoreErrorRow {
  /** HTTP status of the answer; 0 for an error that stops the start and is never an answer. */
  readonly status: number
  /** A sentence for the caller: what is wrong and what to do. Tells nothing about plugins or keys. */
  readonly caller: string
  /** A sentence for the operator, who reads it in the log beside the detail. */
  readonly operator: string
}

/**
 * Every error of the core and its test authentication plugin, by its stable code. `docs/errors.md` is made
 * from this table. A code is never reused for another meaning.
 */
export const CORE_ERRORS = Object.freeze({
  CONFIG_INVALID: {
    status: 0,
    caller: 'The configuration cannot be used.',
    operator:
      'A key is missing or wrong; the detail names the key, never its value. Correct it and start again.',
  },
  CONFIG_EXAMPLE_KEY: {
    status: 0,
    caller: 'The configuration holds a published example key.',
    operator:
      'Everybody knows this key (threat T12). Make a key of your own, or set dangerously_allow_example_keys on a machine that nobody else can reach.',
  },
  ADDRESS_IN_USE: {
    status: 0,
    caller: 'The address or port cannot be opened.',
    operator:
      'Another program listens there, or the address is not of this machine. Stop it or choose another port.',
  },
  BODY_INVALID: {
    status: 400,
    caller: 'The request is not what this address accepts.',
    operator: 'A body or a query has the wrong shape; the detail says which part.',
  },
  BODY_TOO_LARGE: {
    status: 413,
    caller: 'The request is too large.',
    operator: 'A body was cut off at the limit (threat T9).',
  },
  CONTENT_TYPE_UNKNOWN: {
    status: 415,
    caller: 'This content type is not accepted here. Use application/json, application/jwt or a form.',
    operator: 'A body came with a content type that has no reader.',
  },
  NOT_FOUND: {
    status: 404,
    caller: 'There is nothing at this address.',
    operator: 'A path without a route was asked for.',
  },
  PURPOSE_UNKNOWN: {
    status: 400,
    caller: 'This purpose is not known here.',
    operator: 'Somebody asked for a purpose that is not in the configuration of the core.',
  },
  METHOD_REFUSED: {
    status: 400,
    caller: 'This purpose does not offer that method.',
    operator: 'A method is not known, or is not in allowed_auth or allowed_comm of the purpose.',
  },
  UNAUTHENTICATED_REFUSED: {
    status: 400,
    caller: 'This purpose cannot be started without authentication.',
    operator:
      'A start without a method of authentication came for a purpose without allow_unauthenticated (UN-4).',
  },
  PLUGIN_FAILED: {
    status: 502,
    caller: 'A component behind this one did not answer as it should. Try again later.',
    operator:
      'A plugin could not be reached, answered with an error, or answered something unusable; the detail says which.',
  },
  PLUGIN_SLOW: {
    status: 504,
    caller: 'A component behind this one did not answer in time. Try again later.',
    operator: 'A plugin took longer than the time limit.',
  },
  STATE_REFUSED: {
    status: 400,
    caller: 'This link is not valid (any more). Start again.',
    operator: 'The signed state in a URL has a bad signature, is expired, or misses a claim.',
  },
  AUTHENTICATION_UNKNOWN: {
    status: 404,
    caller: 'This authentication does not exist (any more). Start again.',
    operator:
      'The test plugin was asked for an authentication that it never started, or forgot after 30 minutes.',
  },
  SESSION_UNKNOWN: {
    status: 404,
    caller: 'This session does not exist.',
    operator: 'A session update came for a session that the test plugin never made, or has forgotten.',
  },
  SESSION_ENDED: {
    status: 410,
    caller: 'This session has ended by a logout. Send nothing more for it.',
    operator: 'Activity was reported after a logout (SF-6); the sessions page shows it.',
  },
  DELIVERY_UNKNOWN: {
    status: 404,
    caller: 'This result is not waiting (any more).',
    operator: 'The test plugin was asked to send a result that has been sent or forgotten.',
  },
  INTERNAL: {
    status: 500,
    caller: 'Something went wrong here. Try again later.',
    operator: 'An error that nobody foresaw; the cause is beside this line in the log.',
  },
} as const satisfies Record<string, CoreErrorRow>)

/** The stable code of an error of this package. */
export type CoreErrorCode = keyof typeof CORE_ERRORS
