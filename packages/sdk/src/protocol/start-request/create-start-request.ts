import type { Static } from 'typebox'
import type { StartRequest } from './parse-start-request.ts'
import type { StartRequestSchema } from './start-request-schema.ts'

/** Makes the JSON body of `POST {core}/start`. */
export function createStartRequest(request: StartRequest): Static<typeof StartRequestSchema> {
  return {
    purpose: request.purpose,
    ...(request.authMethod === undefined ? {} : { auth_method: request.authMethod }),
    ...(request.commMethod === undefined ? {} : { comm_method: request.commMethod }),
    ...(request.authResult === undefined ? {} : { auth_result: request.authResult }),
  }
}
