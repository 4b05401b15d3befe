import type { Receipts, Seen, Sender } from '@balie/desk-api'
import type { Pool } from 'pg'
import { createBatches } from './batches.ts'
import { createMessageQueue } from './message-queue.ts'
import { messagesAfter, noteSeen, readReceipts } from './message-statements.ts'
import { run } from './statement.ts'

/** A message as it goes into the store. */
export interface MessageToStore {
  readonly conversation: string
  readonly sender: Sender
  /** Whose conversation it must be: the hash of the citizen's cookie, or the agent's id. */
  readonly actor: string
  /** The agent's name, on messages of an agent. */
  readonly name?: string
  /** Chosen by the sender's page. */
  readonly id: string
  /** Moment of storing, milliseconds since 1970. */
  readonly at: number
  /** The text, sealed. */
  readonly sealed: Uint8Array
}

/** A message as it comes out. */
export interface StoredMessage extends Omit<MessageToStore, 'conversation' | 'actor'> {
  readonly seq: number
}

/** What storing came to. `not_theirs`: the conversation is another's. */
export type Appended =
  | {
      readonly outcome: 'stored'
      readonly seq: number
      readonly at: number
      /** False: it was there already. */
      readonly isNew: boolean
    }
  | { readonly outcome: 'unknown' | 'not_theirs' | 'not_begun' | 'ended' }

/** Messages of conversations, and how far each side has seen them. */
export interface MessageStore {
  /**
   * Stores a message under the next number of its conversation, 1, 2, 3 without holes, or finds the number
   * that the same id of the same side has (R5). Whose conversation it is and whether it runs is looked at
   * in the same transaction (R1): none is stored after the end. Committed when this returns (V1).
   */
  append(message: MessageToStore): Promise<Appended>

  /** Messages after a sequence number, oldest first, at most 500. */
  after(conversation: string, seq: number): Promise<StoredMessage[]>

  /**
   * Notes what a side has received and read; never back, and never beyond what there is.
   *
   * @returns whether anything changed
   */
  seen(conversation: string, side: Sender, seen: Seen): Promise<boolean>

  receipts(conversation: string): Promise<Receipts>
}

/** The largest number that fits the column; a page may say any. */
const LARGEST = 2 ** 31 - 1
const NOTHING: Receipts = { citizen: { delivered: 0, read: 0 }, agent: { delivered: 0, read: 0 } }

export function createMessageStore(pool: Pool): MessageStore {
  async function receipts(conversations: readonly string[]): Promise<Receipts[]> {
    const rows = await run(pool, readReceipts, [[...new Set(conversations)]])
    const known = new Map(
      rows.map((row): [string, Receipts] => [
        row.session_id,
        {
          citizen: { delivered: row.citizen_delivered, read: row.citizen_read },
          agent: { delivered: row.agent_delivered, read: row.agent_read },
        },
      ]),
    )
    return conversations.map((conversation) => known.get(conversation) ?? NOTHING)
  }

  return {
    append: createMessageQueue(pool),

    async after(conversation, seq) {
      const rows = await run(pool, messagesAfter, [conversation, Math.min(seq, LARGEST)])
      return rows.map(({ agent_name, client_id, ...row }) => ({
        ...row,
        id: client_id,
        ...(agent_name !== null && { name: agent_name }),
      }))
    },

    async seen(conversation, side, { delivered, read }) {
      // What was read was received.
      const [received, opened] = [Math.max(delivered, read), read].map((seq) => Math.min(seq, LARGEST))
      const values = [conversation, received, opened]
      return (await run(pool, noteSeen[side], values)).length === 1
    },

    receipts: createBatches({
      together: receipts,
      alone: async (one) => (await receipts([one]))[0] ?? NOTHING,
    }),
  }
}
