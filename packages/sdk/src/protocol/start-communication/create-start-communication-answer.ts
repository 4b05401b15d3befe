import type { Static } from 'typebox'
import { expectUrl } from '../wire/expect-url.ts'
import type { StartCommunicationAnswer } from './parse-start-communication-answer.ts'
import type { StartCommunicationAnswerSchema } from './start-communication-schema.ts'

/**
 * Makes the answer to `POST /start_communication`. Without `attrUrl` the member is left out, not null.
 *
 * @throws {IdContactError} MESSAGE_INVALID when a URL is of another kind than the protocol allows
 */
export function createStartCommunicationAnswer(
  answer: StartCommunicationAnswer,
): Static<typeof StartCommunicationAnswerSchema> {
  const client_url = expectUrl(answer.clientUrl, 'client', 'client_url', 'MESSAGE_INVALID')
  if (answer.attrUrl === undefined) return { client_url }
  return { client_url, attr_url: expectUrl(answer.attrUrl, 'http', 'attr_url', 'MESSAGE_INVALID') }
}
