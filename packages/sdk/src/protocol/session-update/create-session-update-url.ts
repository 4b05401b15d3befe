import type { Secret } from '../../secret.ts'
import { reveal } from '../../secret.ts'
import { addQuery } from '../wire/add-query.ts'
import { expectUrl } from '../wire/expect-url.ts'
import type { SessionUpdate } from './parse-session-update.ts'

/**
 * The URL to POST a session update to. A query that the session URL has already stays as it is.
 *
 * @throws {IdContactError} MESSAGE_INVALID when the session URL is not `http(s):`
 */
export function createSessionUpdateUrl(sessionUrl: string | Secret<string>, update: SessionUpdate): string {
  const url = expectUrl(reveal(sessionUrl), 'http', 'session_url', 'MESSAGE_INVALID')
  return addQuery(url, 'type', update)
}
