import Type from 'typebox'

/** Schema of a key in deployed TOML: a PEM, and which of the two kinds it is. */
export const KeyTable = Type.Object({
  type: Type.Union([Type.Literal('RSA'), Type.Literal('EC')]),
  key: Type.String(),
})
