import type { Message, NewMessage, Receipts, Seen, Sender, Stored } from '@balie/desk-api'
import type { Channel } from '@balie/sdk'

/** Who acts in a conversation; made from a credential that was verified, never from a message (threat R1). */
export type Party =
  | { readonly side: 'citizen' }
  | { readonly side: 'agent'; readonly agent: string; readonly name: string }

/**
 * A channel that carries text: what conversation, desk and citizen's page ask of it. The desk knows
 * channels only by this port; `app` joins them.
 */
export interface ConversationChannel extends Channel {
  /**
   * Stores a message and gives its number. Durable before it returns. The same `id` from the same side
   * gives the number it has already (R5).
   *
   * @throws {BalieError} CONVERSATION_ENDED
   */
  send(conversation: string, party: Party, message: NewMessage): Promise<Stored>

  /** Messages after a sequence number, oldest first, at most 500. */
  since(conversation: string, after: number): Promise<Message[]>

  /** Notes what a side has received and read; never goes back. */
  seen(conversation: string, side: Sender, seen: Seen): Promise<void>

  receipts(conversation: string): Promise<Receipts>

  /** Passes on that a side is typing or stopped. */
  typing(conversation: string, side: Sender, on: boolean): void
}
