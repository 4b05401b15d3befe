import type { Static } from 'typebox'
import type { StartCommunicationRequest } from './parse-start-communication-request.ts'
import type { StartCommunicationRequestSchema } from './start-communication-schema.ts'

/** Makes the body of `POST /start_communication`, ready for `JSON.stringify`. */
export function createStartCommunicationRequest(
  request: StartCommunicationRequest,
): Static<typeof StartCommunicationRequestSchema> {
  const { purpose, authResult } = request
  return authResult === undefined ? { purpose } : { purpose, auth_result: authResult }
}
