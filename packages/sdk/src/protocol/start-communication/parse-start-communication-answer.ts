import { expectUrl } from '../wire/expect-url.ts'
import { readWire } from '../wire/read-wire.ts'
import { StartCommunicationAnswerSchema } from './start-communication-schema.ts'

/** What a communication plugin answers: where the user goes, and where the auth result goes. */
export interface StartCommunicationAnswer {
  /** `http(s):` or `tel:`. */
  readonly clientUrl: string
  /** `http(s):`. Absent when the plugin wants the result in the landing URL, or has it already. */
  readonly attrUrl?: string
}

const read = readWire('start_communication answer', StartCommunicationAnswerSchema)

/**
 * Reads a plugin's answer to `POST /start_communication`. `attr_url: null` counts as absent.
 *
 * @throws {IdContactError} ANSWER_INVALID, also for a URL that is neither `http(s):` nor `tel:`
 */
export function parseStartCommunicationAnswer(body: unknown): StartCommunicationAnswer {
  const { client_url, attr_url } = read(body, 'ANSWER_INVALID')
  const clientUrl = expectUrl(client_url, 'client', 'client_url', 'ANSWER_INVALID')
  if (attr_url == null) return { clientUrl }
  return { clientUrl, attrUrl: expectUrl(attr_url, 'http', 'attr_url', 'ANSWER_INVALID') }
}
