import { expectUrl } from '../wire/expect-url.ts'
import { readWire } from '../wire/read-wire.ts'
import { StartAuthenticationRequestSchema } from './start-authentication-schema.ts'

/** What the core asks of an authentication plugin. */
export interface StartAuthenticationRequest {
  /** Tags of the attributes that the purpose asks for. */
  readonly attributes: readonly string[]
  /** Where the user goes afterwards: `http(s):` or `tel:`. */
  readonly continuation: string
  /** Where the result is POSTed. Without it, it is appended to the continuation. */
  readonly attrUrl?: string
}

const read = readWire('start_authentication request', StartAuthenticationRequestSchema)

/**
 * Reads the body of `POST /start_authentication`.
 *
 * @throws {IdContactError} BODY_INVALID
 */
export function parseStartAuthenticationRequest(body: unknown): StartAuthenticationRequest {
  const { attributes, continuation: url, attr_url } = read(body, 'BODY_INVALID')
  const continuation = expectUrl(url, 'client', 'continuation', 'BODY_INVALID')
  if (attr_url == null) return { attributes, continuation }
  return { attributes, continuation, attrUrl: expectUrl(attr_url, 'http', 'attr_url', 'BODY_INVALID') }
}
