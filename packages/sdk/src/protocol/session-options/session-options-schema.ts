import { Type } from 'typebox'
import { LIMITS } from '../limits.ts'

const MethodSchema = Type.Object({
  tag: Type.String({ minLength: 1, maxLength: LIMITS.tagCharacters }),
  name: Type.String(),
  image_path: Type.Optional(
    Type.Union([Type.String(), Type.Null()], {
      description: "Relative to the core's external URL; may be empty.",
    }),
  ),
})

/** Answer of `GET {core}/session_options/{purpose}`. */
export const SessionOptionsSchema = Type.Object(
  { auth_methods: Type.Array(MethodSchema), comm_methods: Type.Array(MethodSchema) },
  { title: 'SessionOptions' },
)

/** Answer of `GET {core}/session_options`: the options of each purpose, by its tag. */
export const AllSessionOptionsSchema = Type.Record(Type.String(), SessionOptionsSchema, {
  title: 'AllSessionOptions',
})
