import type { Static } from 'typebox'
import { readWire } from '../wire/read-wire.ts'
import type { Method, SessionOptions } from './method.ts'
import { SessionOptionsSchema } from './session-options-schema.ts'

const read = readWire('session_options answer', SessionOptionsSchema)

/**
 * Reads the answer of `GET {core}/session_options/{purpose}`. An absent `image_path` counts as empty.
 *
 * @throws {IdContactError} ANSWER_INVALID
 */
export function parseSessionOptions(body: unknown): SessionOptions {
  const wire = read(body, 'ANSWER_INVALID')
  return { authMethods: wire.auth_methods.map(fromWire), commMethods: wire.comm_methods.map(fromWire) }
}

function fromWire(wire: Static<typeof SessionOptionsSchema>['auth_methods'][number]): Method {
  return { tag: wire.tag, name: wire.name, imagePath: wire.image_path ?? '' }
}
