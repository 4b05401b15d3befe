import { Type } from 'typebox'
import { LIMITS } from '../limits.ts'
import { CLIENT_URL_PATTERN } from '../wire/client-url.ts'
import { HTTP_URL_PATTERN } from '../wire/http-url.ts'

/** Body of `POST {plugin}/start_communication`, sent by the core. */
export const StartCommunicationRequestSchema = Type.Object(
  {
    purpose: Type.String({
      minLength: 1,
      maxLength: LIMITS.tagCharacters,
      description: 'The tag of what the user comes for.',
    }),
    auth_result: Type.Optional(
      Type.Union([Type.String(), Type.Null()], {
        description: 'The auth result (compact JWE), when the user has authenticated already.',
      }),
    ),
  },
  { title: 'StartCommunicationRequest' },
)

/** Answer to `POST {plugin}/start_communication`. */
export const StartCommunicationAnswerSchema = Type.Object(
  {
    client_url: Type.String({
      pattern: CLIENT_URL_PATTERN,
      description: 'Where the browser or the phone of the user goes: `http(s):` or `tel:`.',
    }),
    attr_url: Type.Optional(
      Type.Union([Type.String({ pattern: HTTP_URL_PATTERN }), Type.Null()], {
        description: 'Where the auth result must be POSTed. Absent when it is not wanted there.',
      }),
    ),
  },
  { title: 'StartCommunicationAnswer' },
)
