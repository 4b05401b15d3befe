import { Type } from 'typebox'

/** The subject of every auth result: it keeps other tokens of the same signer apart (threat T4). */
export const AUTH_RESULT_SUBJECT = 'id-contact-attributes'

/** Claims of the JWS inside an auth result. Both spellings of success are read, `succes` is written (AR-6). */
export const AuthResultClaimsSchema = Type.Object(
  {
    sub: Type.String(),
    status: Type.Union([Type.Literal('succes'), Type.Literal('success'), Type.Literal('failed')]),
    attributes: Type.Optional(Type.Union([Type.Record(Type.String(), Type.String()), Type.Null()])),
    session_url: Type.Optional(Type.Union([Type.String(), Type.Null()])),
    iat: Type.Integer(),
    exp: Type.Integer(),
  },
  { title: 'AuthResultClaims' },
)

/** Plaintext of the JWE: exactly this one member (threat T3). */
export const AuthResultPlaintextSchema = Type.Object(
  { njwt: Type.String() },
  { title: 'AuthResultPlaintext', additionalProperties: false },
)
