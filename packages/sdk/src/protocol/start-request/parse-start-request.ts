import { readWire } from '../wire/read-wire.ts'
import { StartRequestSchema } from './start-request-schema.ts'

/** What an initiator asks of the core. Which members are there tells which of the starts it is. */
export interface StartRequest {
  readonly purpose: string
  readonly authMethod?: string
  readonly commMethod?: string
  /** The auth result as it came in; the core cannot read it. */
  readonly authResult?: string
}

const read = readWire('start request', StartRequestSchema)

/**
 * Reads the JSON (or decoded form) body of `POST /start`. Members that are null count as absent; unknown ones
 * are ignored (requirement CO-2).
 *
 * @throws {IdContactError} BODY_INVALID
 */
export function parseStartRequest(body: unknown): StartRequest {
  const wire = read(body, 'BODY_INVALID')
  return {
    purpose: wire.purpose,
    ...(wire.auth_method == null ? {} : { authMethod: wire.auth_method }),
    ...(wire.comm_method == null ? {} : { commMethod: wire.comm_method }),
    ...(wire.auth_result == null ? {} : { authResult: wire.auth_result }),
  }
}
