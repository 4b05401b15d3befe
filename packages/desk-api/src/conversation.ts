import Type from 'typebox'
import { Authentication } from './authentication.ts'
import { MeetingDetail } from './desk-appointment.ts'
import { Identity, IdentityState } from './identity.ts'
import { Receipts } from './message.ts'
import { Words } from './words.ts'

/** The signed-in agent. */
export const Agent = Type.Object({ id: Type.String(), name: Type.String(), teams: Type.Array(Type.String()) })
export type Agent = Type.Static<typeof Agent>

/** One row of the desk's list. Holds no attribute and no message. */
export const ConversationSummary = Type.Object({
  id: Type.String(),
  channel: Type.Union([Type.Literal('chat'), Type.Literal('appointment')]),
  purpose: Words,
  team: Type.String(),
  state: Type.Union([Type.Literal('waiting'), Type.Literal('open'), Type.Literal('ended')]),
  /** Since when it is in this state, milliseconds since 1970. */
  since: Type.Integer(),
  /** With `open` and, where there was one, `ended`. */
  agent: Type.Optional(Type.Object({ id: Type.String(), name: Type.String() })),
  identity: IdentityState,
  citizenPresent: Type.Boolean(),
  /** How many messages of the citizen no agent has read. */
  unread: Type.Integer({ minimum: 0 }),
  lastSeq: Type.Integer({ minimum: 0 }),
  /** The meeting of an appointment, and whose appointment it is; a colleague of the team may take it. */
  meeting: Type.Optional(
    Type.Object({
      starts: Type.Integer(),
      ends: Type.Integer(),
      agent: Type.Object({ id: Type.String(), name: Type.String() }),
    }),
  ),
})
export type ConversationSummary = Type.Static<typeof ConversationSummary>

/** What the agent of a conversation sees; made only for the agent to whom it is assigned (threat G1). */
export const ConversationDetail = Type.Object({
  summary: ConversationSummary,
  identity: Identity,
  /** Where authentication during the conversation stands; `possible` also says whether the agent can ask for it (UN-3). */
  authentication: Authentication,
  receipts: Receipts,
  /** Of an appointment's meeting. */
  meeting: Type.Optional(MeetingDetail),
})
export type ConversationDetail = Type.Static<typeof ConversationDetail>

/** An opened sensitive value. */
export const RevealedAttribute = Type.Object({
  tag: Type.String(),
  value: Type.String(),
  /** The verification that brought it, as in the identity: another one is about somebody else, perhaps (AC-9). */
  verifiedAt: Type.Integer(),
})
export type RevealedAttribute = Type.Static<typeof RevealedAttribute>
