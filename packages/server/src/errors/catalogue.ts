import type { ErrorRow } from '@balie/sdk'

/**
 * Every error that Balie itself makes, by its stable code; the sdk's own are in its catalogue. `docs/errors.md`
 * is made from this table. A code is never reused for another meaning.
 */
export const SERVER_ERRORS = Object.freeze({
  INTERNAL: {
    status: 500,
    caller: 'Something went wrong here. Try again in a moment.',
    operator:
      'An error that nobody expected. The log line with the same request id holds its class and its place.',
  },
  REQUEST_INVALID: {
    status: 400,
    caller: 'The request is not what this address accepts.',
    operator:
      'A request did not fit the schema of its route, or was not valid HTTP or JSON; the detail says where.',
  },
  NOT_FOUND: {
    status: 404,
    caller: 'There is nothing at this address.',
    operator: 'No route matches. Components must use the internal listener (B10), browsers the public one.',
  },
  ORIGIN_REFUSED: {
    status: 403,
    caller: 'This request did not come from a page of this site.',
    operator: 'An unsafe method on the public listener without the Origin of external_url (F6).',
  },
  TOO_MANY_REQUESTS: {
    status: 429,
    caller: 'Too many requests. Wait a minute and try again.',
    operator: 'One address sent more than requests_per_minute. Behind a proxy, set trust_proxy.',
  },
  HEADERS_TOO_LARGE: {
    status: 431,
    caller: 'The address or the headers of this request are too long.',
    operator: 'The request line and headers together are larger than 48 KiB (T9).',
  },
  DATABASE_UNAVAILABLE: {
    status: 503,
    caller: 'This is not available for a moment. Nothing is lost. Try again shortly.',
    operator:
      'PostgreSQL cannot be reached, or did not answer in time. Balie goes on by itself when it is back.',
  },
  CONFIG_INVALID: {
    status: 500,
    caller: 'Something went wrong here.',
    operator: 'The configuration cannot be used; each problem names its key. Balie did not start.',
  },
  START_REFUSED: {
    status: 500,
    caller: 'Something went wrong here.',
    operator: 'Balie could not start; the detail says what is in the way and what to do.',
  },
  MIGRATION_REFUSED: {
    status: 500,
    caller: 'Something went wrong here.',
    operator: 'The database does not fit this version of Balie; the detail says why. Nothing was changed.',
  },
} as const satisfies Record<string, ErrorRow>)

/** The stable code of an error of Balie itself. */
export type ServerErrorCode = keyof typeof SERVER_ERRORS
