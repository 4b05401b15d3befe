import type { Static } from 'typebox'
import { expectUrl } from '../wire/expect-url.ts'
import type { ClientUrlAnswerSchema } from './client-url-answer-schema.ts'
import type { ClientUrlAnswer } from './parse-client-url-answer.ts'

/**
 * Makes the answer of `/start` and `/start_authentication`.
 *
 * @throws {IdContactError} MESSAGE_INVALID when the URL is neither `http(s):` nor `tel:`
 */
export function createClientUrlAnswer(answer: ClientUrlAnswer): Static<typeof ClientUrlAnswerSchema> {
  return { client_url: expectUrl(answer.clientUrl, 'client', 'client_url', 'MESSAGE_INVALID') }
}
