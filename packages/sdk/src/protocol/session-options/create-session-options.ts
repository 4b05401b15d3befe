import type { Static } from 'typebox'
import type { Method, SessionOptions } from './method.ts'
import type { SessionOptionsSchema } from './session-options-schema.ts'

/** Makes the answer of `GET /session_options/{purpose}` (requirement CO-1). */
export function createSessionOptions(options: SessionOptions): Static<typeof SessionOptionsSchema> {
  return {
    auth_methods: options.authMethods.map(toWire),
    comm_methods: options.commMethods.map(toWire),
  }
}

function toWire({ tag, name, imagePath }: Method) {
  return { tag, name, image_path: imagePath }
}
