import { addQuery } from '../wire/add-query.ts'
import { expectUrl } from '../wire/expect-url.ts'

/**
 * The landing URL with the auth result in it (reception 2): `?result=`, or `&result=` after a query.
 *
 * @throws {IdContactError} MESSAGE_INVALID when the client URL is not `http(s):`; a phone carries no result
 */
export function appendResult(clientUrl: string, jwe: string): string {
  return addQuery(expectUrl(clientUrl, 'http', 'client_url', 'MESSAGE_INVALID'), 'result', jwe)
}
