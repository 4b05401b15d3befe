import { readWire } from '../wire/read-wire.ts'
import { StartCommunicationRequestSchema } from './start-communication-schema.ts'

/** What the core asks of a communication plugin: begin a session for this purpose. */
export interface StartCommunicationRequest {
  readonly purpose: string
  /** The auth result as it came in, not verified yet. */
  readonly authResult?: string
}

const read = readWire('start_communication request', StartCommunicationRequestSchema)

/**
 * Reads the body of `POST /start_communication`. Members that the protocol does not know are ignored.
 *
 * @throws {IdContactError} BODY_INVALID
 */
export function parseStartCommunicationRequest(body: unknown): StartCommunicationRequest {
  const { purpose, auth_result } = read(body, 'BODY_INVALID')
  return auth_result == null ? { purpose } : { purpose, authResult: auth_result }
}
