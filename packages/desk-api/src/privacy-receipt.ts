import Type from 'typebox'
import { Words } from './words.ts'

/** What the citizen may know of what became of the attributes. Labels and times; never a value. */
export const PrivacyReceipt = Type.Object({
  /** Oldest first. */
  shared: Type.Array(
    Type.Object({
      at: Type.Integer(),
      /** Name of the method, where it is known: an authentication before the start tells none. */
      method: Type.Optional(Type.String()),
      attributes: Type.Array(Words),
      /** When they were destroyed here, and why. Absent while they are there. */
      gone: Type.Optional(
        Type.Object({
          at: Type.Integer(),
          why: Type.Union([
            Type.Literal('ended'),
            Type.Literal('withdrawn'),
            Type.Literal('replaced'),
            /** The appointment was made. */
            Type.Literal('booked'),
          ]),
        }),
      ),
    }),
  ),
  /** Who saw them, oldest first. `opened`: a masked value was opened; else it stood in the panel. */
  seen: Type.Array(
    Type.Object({ at: Type.Integer(), agent: Type.String(), attribute: Words, opened: Type.Boolean() }),
  ),
  /** What is kept of an appointment's booking until the meeting. */
  kept: Type.Optional(Type.Object({ attributes: Type.Array(Words), address: Type.Boolean() })),
  /** How many days after the end the messages go. 0: at once. */
  retentionDays: Type.Integer(),
  /** When the messages go, once the conversation has ended. */
  messagesGoAt: Type.Optional(Type.Integer()),
})
export type PrivacyReceipt = Type.Static<typeof PrivacyReceipt>
