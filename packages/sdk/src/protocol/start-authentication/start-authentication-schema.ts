import { Type } from 'typebox'
import { LIMITS } from '../limits.ts'
import { CLIENT_URL_PATTERN } from '../wire/client-url.ts'
import { HTTP_URL_PATTERN } from '../wire/http-url.ts'

/** Body of `POST {auth}/start_authentication`, sent by the core. */
export const StartAuthenticationRequestSchema = Type.Object(
  {
    attributes: Type.Array(Type.String({ minLength: 1, maxLength: LIMITS.attributeKeyCharacters }), {
      maxItems: LIMITS.attributes,
      description: 'The tags of the attributes that the purpose asks for.',
    }),
    continuation: Type.String({
      pattern: CLIENT_URL_PATTERN,
      description: 'Where the user goes after authenticating.',
    }),
    attr_url: Type.Optional(
      Type.Union([Type.String({ pattern: HTTP_URL_PATTERN }), Type.Null()], {
        description: 'Where the auth result must be POSTed; without it, it is appended to the continuation.',
      }),
    ),
  },
  { title: 'StartAuthenticationRequest' },
)
