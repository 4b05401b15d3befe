import { Type } from 'typebox'
import { LIMITS } from '../limits.ts'

const tag = { minLength: 1, maxLength: LIMITS.tagCharacters }
const optionalTag = Type.Optional(Type.Union([Type.String(tag), Type.Null()]))

/** JSON body of `POST {core}/start`: a full, an earlier-result or an unauthenticated session. */
export const StartRequestSchema = Type.Object(
  {
    purpose: Type.String(tag),
    auth_method: optionalTag,
    comm_method: optionalTag,
    auth_result: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  },
  { title: 'StartRequest' },
)
