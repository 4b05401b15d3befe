import Type from 'typebox'
import { MESSAGE_LIMIT } from './message-limit.ts'

/** Who wrote a message. Set by the server from the credential, never by the sender (threat R1). */
export const Sender = Type.Union([Type.Literal('citizen'), Type.Literal('agent')])
export type Sender = Type.Static<typeof Sender>

/** A message as stored: numbered by the server, 1, 2, 3 within a conversation, without holes. */
export const Message = Type.Object({
  seq: Type.Integer({ minimum: 1 }),
  /** Chosen by the sender's page; the same id twice from one side is one message (threat R5). */
  id: Type.String({ pattern: '^[A-Za-z0-9_-]{8,64}$' }),
  from: Sender,
  /** The agent's name, on messages of an agent. */
  name: Type.Optional(Type.String()),
  /** Moment of storing, milliseconds since 1970. */
  at: Type.Integer(),
  text: Type.String(),
})
export type Message = Type.Static<typeof Message>

/** How far one side has received and read what the other side wrote, as sequence numbers. */
export const Seen = Type.Object({
  delivered: Type.Integer({ minimum: 0 }),
  read: Type.Integer({ minimum: 0 }),
})
export type Seen = Type.Static<typeof Seen>

/** What each side has seen. */
export const Receipts = Type.Object({ citizen: Seen, agent: Seen })
export type Receipts = Type.Static<typeof Receipts>

/** A message as a page sends it. */
export const NewMessage = Type.Object(
  {
    id: Type.String({ pattern: '^[A-Za-z0-9_-]{8,64}$' }),
    text: Type.String({ minLength: 1, maxLength: MESSAGE_LIMIT }),
  },
  { additionalProperties: false },
)
export type NewMessage = Type.Static<typeof NewMessage>
