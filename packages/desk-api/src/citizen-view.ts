import Type from 'typebox'
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
}

/** Everything the citizen's page shows besides the messages; made anew at each change. */
export const CitizenView = Type.Union([
  /** Not this browser's conversation, or no such conversation: a neutral page (B2). */
  Type.Object({ state: Type.Literal('elsewhere'), organisation: Type.String() }),
  /** Landed, not begun: who, what for, what has been shared, and the button. */
  Type.Object({ state: Type.Literal('before'), ...about }),
  /** Begun, no agent yet. */
  Type.Object({
    state: Type.Literal('waiting'),
    ...about,
    receipts: Receipts,
    /** 1 is next. */
    place: Type.Integer({ minimum: 1 }),
  }),
  /** With an agent. */
  Type.Object({
    state: Type.Literal('open'),
    ...about,
    receipts: Receipts,
    agent: Type.Object({ name: Type.String() }),
  }),
  Type.Object({
    state: Type.Literal('ended'),
    ...about,
    receipts: Receipts,
    endedAt: Type.Integer(),
    by: Type.Union([Type.Literal('agent'), Type.Literal('citizen'), Type.Literal('time')]),
  }),
])
export type CitizenView = Type.Static<typeof CitizenView>
