import { Type } from 'typebox'
import { LIMITS } from '../limits.ts'
import { CLIENT_URL_PATTERN } from '../wire/client-url.ts'
import { HTTP_URL_PATTERN } from '../wire/http-url.ts'

const tag = { minLength: 1, maxLength: LIMITS.tagCharacters }

/** Claims of the signed request with which a communication plugin asks the core for an authentication. */
export const StartAuthRequestClaimsSchema = Type.Object(
  {
    request: Type.Object({
      purpose: Type.String(tag),
      auth_method: Type.String(tag),
      comm_url: Type.String({
        pattern: CLIENT_URL_PATTERN,
        description: 'Where the user goes after authenticating.',
      }),
      attr_url: Type.Optional(
        Type.Union([Type.String({ pattern: HTTP_URL_PATTERN }), Type.Null()], {
          description: 'Where the auth result must be POSTed; without it, it comes on `comm_url`.',
        }),
      ),
    }),
    iat: Type.Optional(Type.Integer()),
    exp: Type.Optional(Type.Integer()),
  },
  { title: 'StartAuthRequestClaims' },
)
