import { expectUrl } from '../wire/expect-url.ts'
import { readWire } from '../wire/read-wire.ts'
import { ClientUrlAnswerSchema } from './client-url-answer-schema.ts'

/** Where the user goes next. */
export interface ClientUrlAnswer {
  readonly clientUrl: string
}

const read = readWire('client_url answer', ClientUrlAnswerSchema)

/**
 * Reads the answer of the core to `/start`, or of an authentication plugin to `/start_authentication`. Which
 * origins are followed is the caller's to decide (threat B12).
 *
 * @param options `allowTel`: also accept a `tel:` URL, which only the initiator of a full session can use
 * @throws {IdContactError} ANSWER_INVALID, also for a URL of another kind
 */
export function parseClientUrlAnswer(body: unknown, options: { allowTel?: boolean } = {}): ClientUrlAnswer {
  const { client_url } = read(body, 'ANSWER_INVALID')
  const kind = options.allowTel === true ? 'client' : 'http'
  return { clientUrl: expectUrl(client_url, kind, 'client_url', 'ANSWER_INVALID') }
}
