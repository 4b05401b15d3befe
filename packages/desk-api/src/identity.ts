import Type from 'typebox'
import { Words } from './words.ts'

/**
 * Where the attributes of a session stand. `awaiting`: they may still come. `verified`: a result came and
 * was verified. `failed`: the authentication failed, or did not give what the purpose requires. `none`: the
 * citizen is not verified. `withheld`: there is a result, but it is not certain whose (threat B1). `withdrawn`:
 * the citizen took back what was shared; it is gone.
 */
export const IdentityState = Type.Union([
  Type.Literal('awaiting'),
  Type.Literal('verified'),
  Type.Literal('failed'),
  Type.Literal('none'),
  Type.Literal('withheld'),
  Type.Literal('withdrawn'),
  Type.Literal('released'),
])
export type IdentityState = Type.Static<typeof IdentityState>

/** One attribute for the agent. */
export const IdentityAttribute = Type.Object({
  tag: Type.String(),
  label: Words,
  /** True: the value comes only after a deliberate opening, which is recorded. */
  sensitive: Type.Boolean(),
  /** Absent while a sensitive value is masked. */
  value: Type.Optional(Type.String()),
})
export type IdentityAttribute = Type.Static<typeof IdentityAttribute>

/** Something about the identity that the agent must know now. */
export const IdentityAlert = Type.Object({
  tag: Type.Union([
    /** Another browser arrived with or after the result: not certain whose it is (B1). */
    Type.Literal('another_browser'),
    /** A second result with other data came; the first stands (B6). */
    Type.Literal('second_identity'),
    /** The result lacks attributes that the purpose requires (B7). */
    Type.Literal('attributes_missing'),
    /** The authentication plugin reported a failure. */
    Type.Literal('authentication_failed'),
    /** Somebody else authenticated during the conversation; nothing of the first is shown any more (AC-9). */
    Type.Literal('another_person'),
    /** Authenticated again, and nothing identifying can be compared: not certain that it is the same person (B6). */
    Type.Literal('person_unknown'),
    /** The same person, by authenticating, went on in another browser (AC-6). */
    Type.Literal('browser_changed'),
    /** An authentication came back in another browser than it began in, and does not count (B1). */
    Type.Literal('authentication_elsewhere'),
    /** The citizen came back after a long pause (AC-4). */
    Type.Literal('pause'),
    /** Before the meeting, somebody else logged in with the link of the appointment; nothing was shown (AC-9). */
    Type.Literal('another_person_came'),
  ]),
  at: Type.Integer(),
})
export type IdentityAlert = Type.Static<typeof IdentityAlert>

/** What the identity panel shows. */
export const Identity = Type.Object({
  state: IdentityState,
  /** With `verified`: when the result was verified. */
  verifiedAt: Type.Optional(Type.Integer()),
  /** With `verified`, where it is known: the name of the method by which the citizen authenticated. */
  method: Type.Optional(Type.String()),
  attributes: Type.Array(IdentityAttribute),
  alerts: Type.Array(IdentityAlert),
  /** Whether the purpose may be handled without a verified identity (UN-4). */
  unauthenticatedAllowed: Type.Boolean(),
})
export type Identity = Type.Static<typeof Identity>
