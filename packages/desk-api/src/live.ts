import Type from 'typebox'
import type { CitizenView } from './citizen-view.ts'
import type { ConversationDetail, ConversationSummary } from './conversation.ts'
import { type Message, NewMessage, type Receipts, Seen } from './message.ts'
import type { Problem } from './problem.ts'

/** The answer to a command on a socket: what was asked, or a problem. */
export type Ack<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem }

/** What a stored message is acknowledged with. It is sent only after the message is durable. */
export interface Stored {
  readonly seq: number
  readonly at: number
}

// ------------------------------------------------------------------ namespace /citizen

/** `auth` of the citizen's handshake. The handle only picks among this browser's own sessions (R1). */
export const CitizenHandshake = Type.Object({
  handle: Type.String({ maxLength: 64 }),
  /** The last sequence number that the page has; messages after it follow at once. */
  after: Type.Integer({ minimum: 0 }),
})
export type CitizenHandshake = Type.Static<typeof CitizenHandshake>

/** Commands of the citizen's page. */
export interface CitizenCommands {
  send: (message: NewMessage, ack: (answer: Ack<Stored>) => void) => void
  typing: (on: boolean) => void
  seen: (seen: Seen) => void
  /** Messages after a sequence number, oldest first: closes a hole. */
  since: (after: number, ack: (answer: Ack<Message[]>) => void) => void
}

/** Events to the citizen's page. */
export interface CitizenEvents {
  view: (view: CitizenView) => void
  messages: (messages: Message[]) => void
  receipts: (receipts: Receipts) => void
  typing: (on: boolean) => void
  /** This node cannot serve now; perhaps another one can. */
  unable: () => void
}

// ------------------------------------------------------------------ namespace /desk

export const OpenConversation = Type.Object(
  { conversation: Type.String({ maxLength: 64 }), after: Type.Integer({ minimum: 0 }) },
  { additionalProperties: false },
)
export const AgentMessage = Type.Object(
  { conversation: Type.String({ maxLength: 64 }), message: NewMessage },
  { additionalProperties: false },
)
export const AgentTyping = Type.Object(
  { conversation: Type.String({ maxLength: 64 }), on: Type.Boolean() },
  { additionalProperties: false },
)
export const AgentSeen = Type.Object(
  { conversation: Type.String({ maxLength: 64 }), seen: Seen },
  { additionalProperties: false },
)
export type OpenConversation = Type.Static<typeof OpenConversation>
export type AgentMessage = Type.Static<typeof AgentMessage>
export type AgentTyping = Type.Static<typeof AgentTyping>
export type AgentSeen = Type.Static<typeof AgentSeen>

/** Commands of the desk. Each is checked against session, role and state (R1). */
export interface DeskCommands {
  /** Follow a conversation that is assigned to this agent: detail now and at each change, messages after `after`. */
  open: (
    open: OpenConversation,
    ack: (answer: Ack<{ detail: ConversationDetail; messages: Message[] }>) => void,
  ) => void
  leave: (conversation: string) => void
  send: (message: AgentMessage, ack: (answer: Ack<Stored>) => void) => void
  typing: (typing: AgentTyping) => void
  seen: (seen: AgentSeen) => void
}

/** Events to the desk. */
export interface DeskEvents {
  /** The whole list, on connecting. */
  list: (summaries: ConversationSummary[]) => void
  /** One row that is new or changed. */
  summary: (summary: ConversationSummary) => void
  detail: (detail: ConversationDetail) => void
  messages: (conversation: string, messages: Message[]) => void
  receipts: (conversation: string, receipts: Receipts) => void
  typing: (conversation: string, on: boolean) => void
  /** Something changed in the appointments of the agent's teams, or in the agent's hours: whoever shows them looks again. */
  appointments: () => void
  /** This node cannot serve now; perhaps another one can. */
  unable: () => void
}
