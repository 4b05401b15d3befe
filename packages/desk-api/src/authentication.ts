import Type from 'typebox'

/** Where authentication during the conversation stands (AC-1 to AC-9), as both sides are shown it. */
export const Authentication = Type.Object({
  /** Whether it can be done here at all: it is configured, and the conversation runs. */
  possible: Type.Boolean(),
  /**
   * `none`: nothing to say. `asked`: the citizen is asked to authenticate. `under_way`: the citizen went to do
   * so. `failed`: it did not succeed, or lacks what the purpose needs. `cancelled`: the citizen came back
   * without, or not at all. `elsewhere`: it came back in another browser than it began in, so it does not
   * count. `not_theirs`: it succeeded, and it is not certain that this is the person whose appointment it is: nothing of it is
   * shown (AC-9). `done`: it succeeded; the identity says the rest.
   */
  state: Type.Union([
    Type.Literal('none'),
    Type.Literal('asked'),
    Type.Literal('under_way'),
    Type.Literal('failed'),
    Type.Literal('cancelled'),
    Type.Literal('elsewhere'),
    Type.Literal('not_theirs'),
    Type.Literal('done'),
  ]),
  /** Since when, milliseconds since 1970. Absent with `none`. */
  at: Type.Optional(Type.Integer()),
  /** With `asked`, why: the agent asked; a long pause; the purpose needs an identity; it is not certain whose it is. */
  reason: Type.Optional(
    Type.Union([
      Type.Literal('agent'),
      Type.Literal('pause'),
      Type.Literal('required'),
      Type.Literal('uncertain'),
    ]),
  ),
})
export type Authentication = Type.Static<typeof Authentication>

/** The methods that the core offers for the purpose; one needs no choice (AC-7). */
export const AuthenticationMethods = Type.Object({
  methods: Type.Array(Type.Object({ tag: Type.String(), name: Type.String() })),
})
export type AuthenticationMethods = Type.Static<typeof AuthenticationMethods>

/** The method that the citizen chose. */
export const ChosenMethod = Type.Object(
  { method: Type.String({ minLength: 1, maxLength: 128 }) },
  { additionalProperties: false },
)
export type ChosenMethod = Type.Static<typeof ChosenMethod>

/** Where the page sends the citizen. The server has checked it against the configured origins (B12). */
export const AuthenticationStarted = Type.Object({ url: Type.String() })
export type AuthenticationStarted = Type.Static<typeof AuthenticationStarted>
