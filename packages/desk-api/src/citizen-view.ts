import Type from 'typebox'
import { Authentication } from './authentication.ts'
import { IdentityState } from './identity.ts'
import { Receipts } from './message.ts'
import { Words } from './words.ts'

const about = {
  /** Name of the organisation. */
  organisation: Type.String(),
  purpose: Words,
  identity: Type.Object({
    state: IdentityState,
    /** Labels of what was shared; never the values. */
    shared: Type.Array(Words),
    unauthenticatedAllowed: Type.Boolean(),
  }),
  authentication: Authentication,
  /** Whether the Logout button is shown: there is a session at an authentication plugin to log out of (SF-3, SF-5). */
  logout: Type.Boolean(),
}

const talk = {
  receipts: Receipts,
  /** Messages up to this number were another person's: the page does not have them, or throws them away (AC-9). */
  after: Type.Integer({ minimum: 0 }),
  /**
   * Since when it is this citizen's, milliseconds since 1970; 0: from the beginning. What was typed on the page
   * before is another person's, sent or not.
   */
  since: Type.Integer({ minimum: 0 }),
}

const running = {
  ...talk,
  /** When the conversation ends by itself, unless the citizen does something. Absent where it does not. */
  expiresAt: Type.Optional(Type.Integer()),
}

/** Everything the citizen's page shows besides the messages; made anew at each change. */
export const CitizenView = Type.Union([
  /** Not this browser's conversation, or no such conversation: a neutral page (B2). */
  Type.Object({
    state: Type.Literal('elsewhere'),
    organisation: Type.String(),
    /** Of this browser's own authentication, by which it can get in. */
    authentication: Authentication,
  }),
  /** Landed, not begun: who, what for, what has been shared, and the button. */
  Type.Object({ state: Type.Literal('before'), ...about }),
  /** Begun, no agent yet. */
  Type.Object({
    state: Type.Literal('waiting'),
    ...about,
    ...running,
    /** 1 is next. */
    place: Type.Integer({ minimum: 1 }),
  }),
  /** With an agent. */
  Type.Object({
    state: Type.Literal('open'),
    ...about,
    ...running,
    agent: Type.Object({ name: Type.String() }),
  }),
  Type.Object({
    state: Type.Literal('ended'),
    ...about,
    ...talk,
    endedAt: Type.Integer(),
    by: Type.Union([
      Type.Literal('agent'),
      Type.Literal('citizen'),
      Type.Literal('logout'),
      Type.Literal('time'),
    ]),
  }),
])
export type CitizenView = Type.Static<typeof CitizenView>
