import Type from 'typebox'

/**
 * The body of every error answer of Balie's own API (`application/problem+json`, RFC 9457), and of a
 * refused command on a socket. `code` is stable and listed in docs/errors.md.
 */
export const Problem = Type.Object({
  type: Type.Literal('about:blank'),
  status: Type.Integer(),
  code: Type.String(),
  /** A sentence for the person who did it. */
  title: Type.String(),
  /** With SLOT_TAKEN: the next time that is free, milliseconds since 1970, where there is one. */
  next: Type.Optional(Type.Integer()),
})
export type Problem = Type.Static<typeof Problem>
