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
    operator:
      'One address sent more than requests_per_minute, or went to authenticate more often than a person does; or one browser opened more pages, or sent more commands, than a person does (R4). Behind a proxy, set trust_proxy.',
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
  SIGN_IN_REFUSED: {
    status: 401,
    caller: 'This e-mail address and password do not belong together.',
    operator:
      'A sign-in with an unknown e-mail address, a wrong password, or of a disabled agent: the answer is the same.',
  },
  SIGN_IN_TOO_OFTEN: {
    status: 429,
    caller: 'Too many attempts to sign in. Wait a minute and try again.',
    operator: 'One address, or one account, had too many failed sign-ins within a minute.',
  },
  NOT_SIGNED_IN: {
    status: 401,
    caller: 'You are not signed in (any more).',
    operator:
      'No session of an agent: no cookie, an altered one, an expired session, or a disabled agent (G3).',
  },
  NOT_ASSIGNED: {
    status: 403,
    caller: 'This conversation is not yours.',
    operator: 'An agent asked for what only the agent of the conversation may see or do (G1).',
  },
  TAKEN_BY_COLLEAGUE: {
    status: 409,
    caller: 'A colleague was just before you.',
    operator: 'Two agents took one conversation; the first has it.',
  },
  CONVERSATION_UNKNOWN: {
    status: 404,
    caller: 'There is no such conversation in your list.',
    operator: 'No conversation of this id, it has not begun, or its purpose belongs to a team of others.',
  },
  CONVERSATION_ENDED: {
    status: 409,
    caller: 'This conversation has ended.',
    operator: 'Somebody wrote in, took or closed a conversation that had ended meanwhile.',
  },
  CONVERSATION_NOT_BEGUN: {
    status: 409,
    caller: 'This conversation has not begun.',
    operator: 'A message for a conversation that nobody has begun yet.',
  },
  MESSAGE_REFUSED: {
    status: 400,
    caller: 'A message must have text, and no more than 4,000 characters.',
    operator: 'A message was empty, too long, or not in the form of the schema.',
  },
  TOO_MANY_MESSAGES: {
    status: 429,
    caller: 'That is too much at once. Wait a moment and try again.',
    operator: 'One browser sent more messages than a person can, by all its pages together (R4).',
  },
  ATTRIBUTE_UNKNOWN: {
    status: 404,
    caller: 'There is no such attribute in this conversation.',
    operator: 'An agent opened an attribute that the conversation does not have, or no longer has.',
  },
  SLOT_TAKEN: {
    status: 409,
    caller: 'This time has just gone. Choose another one.',
    operator: 'Somebody held or booked a time of an agent before, or the agent does not work then any more.',
  },
  TIME_REFUSED: {
    status: 400,
    caller: 'No appointment can be made for this time. Choose another one.',
    operator: 'A time in the past, too soon, or beyond the horizon of the purpose.',
  },
  ZONE_UNKNOWN: {
    status: 400,
    caller: 'This time zone does not exist.',
    operator: 'A page gave the name of a time zone that this machine does not know.',
  },
  CONTACT_REFUSED: {
    status: 400,
    caller: 'This is no e-mail address that we can write to.',
    operator: 'An address for mail about an appointment is not one. The address itself is never logged.',
  },
  CONTACT_UNCONFIRMED: {
    status: 409,
    caller: 'Give an e-mail address and confirm it by the code first.',
    operator: 'An appointment was to be made without a confirmed address for mail about it.',
  },
  CODE_WRONG: {
    status: 422,
    caller: 'This code is not right. Look in the newest mail.',
    operator: 'Somebody confirmed an e-mail address with another code than was sent.',
  },
  CODE_EXPIRED: {
    status: 409,
    caller: 'This code does not hold any more. Ask for a new one.',
    operator: 'A code came too late, after too many tries, or when none had been sent.',
  },
  APPOINTMENT_OVER: {
    status: 409,
    caller: 'This is not possible (any more) with this appointment.',
    operator:
      'An appointment was to be moved, cancelled, marked or extended in a state that does not allow it.',
  },
  EXTENSION_REFUSED: {
    status: 409,
    caller: 'Another appointment begins then, or the agent has something else.',
    operator: 'A meeting was to be extended into time that is taken.',
  },
  HOURS_INVALID: {
    status: 422,
    caller: 'These hours overlap, or end before they begin.',
    operator: 'An agent set hours of work, or a busy time, that cannot be; nothing was changed.',
  },
  AGENT_REFUSED: {
    status: 400,
    caller: 'This account cannot be made or changed.',
    operator: 'The command line was given an account that cannot be; the detail says what is wrong.',
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
  MAIL_REFUSED: {
    status: 422,
    caller: 'Mail cannot be delivered to this address. Check the address.',
    operator:
      'The mail server refused the recipient or the mail for good (5xx), or the address is not one. The same mail is not tried again.',
  },
  MAIL_UNAVAILABLE: {
    status: 503,
    caller: 'Mail cannot be sent at the moment. Try again in a few minutes.',
    operator:
      'The mail server cannot be reached, did not answer in time, did not let Balie in, refused the sender, or asked to come back later (4xx). The detail says which.',
  },
  MIGRATION_REFUSED: {
    status: 500,
    caller: 'Something went wrong here.',
    operator: 'The database does not fit this version of Balie; the detail says why. Nothing was changed.',
  },
  BACKUP_FAILED: {
    status: 500,
    caller: 'Something went wrong here.',
    operator:
      'A backup could not be made; the detail says why. What had been written of it was removed, but for what the detail names.',
  },
  RESTORE_REFUSED: {
    status: 500,
    caller: 'Something went wrong here.',
    operator:
      'A backup cannot be restored, or not here; the detail says why. Nothing of it is in the database.',
  },
  RESTORE_UNFINISHED: {
    status: 500,
    caller: 'Something went wrong here.',
    operator:
      'A backup is in the database, or may be, and something went wrong at the end or after it; the detail says what to do now. The master key was left where it is.',
  },
} as const satisfies Record<string, ErrorRow>)

/** The stable code of an error of Balie itself. */
export type ServerErrorCode = keyof typeof SERVER_ERRORS
