import type { Message, NewMessage, Receipts, Seen, Sender, Stored } from '@balie/desk-api'
import type { Channel, Session } from '@balie/sdk'

/** Who acts in a conversation; made from a credential that was verified, never from a message (threat R1). */
export type Party =
  /** `browser`: hash of the cookie; the conversation must be that browser's. */
  | { readonly side: 'citizen'; readonly browser: string }
  | { readonly side: 'agent'; readonly agent: string; readonly name: string }

/**
 * A channel that carries text: what conversation, desk and citizen's page ask of it. The desk knows
 * channels only by this port; `app` joins them.
 */
export interface ConversationChannel extends Channel {
  /**
   * Stores a message and gives its number. Durable before it returns. The same `id` from the same side
   * gives the number it has already (R5). Whose conversation it is and whether it runs is looked at in the
   * same transaction, whatever the caller has checked before (R1).
   *
   * @throws {BalieError} MESSAGE_REFUSED, CONVERSATION_NOT_BEGUN, CONVERSATION_ENDED, NOT_ASSIGNED
   * @throws {IdContactError} SESSION_UNKNOWN, NOT_THE_OWNER
   */
  send(conversation: string, party: Party, message: NewMessage): Promise<Stored>

  /**
   * Messages after a sequence number, oldest first, at most 500; none once the transcript is destroyed. For the
   * agent: all that was ever said.
   *
   * @param upTo where the caller heard that there are messages up to this number and needs no later ones:
   *   lets the channel answer from memory
   */
  since(conversation: string, after: number, upTo?: number): Promise<Message[]>

  /**
   * The same for the citizen: nothing for a browser whose conversation it is not (any more), and nothing of what was
   * said to another person (AC-9, R1).
   *
   * @param browser hash of the cookie
   */
  sinceForCitizen(conversation: string, browser: string, after: number, upTo?: number): Promise<Message[]>

  /** Up to which number all was said to another person than the citizen who is there now; 0: nothing was (AC-9). */
  hiddenUpTo(session: Session): Promise<number>

  /** Notes what a side has received and read; never goes back. */
  seen(conversation: string, side: Sender, seen: Seen): Promise<void>

  receipts(conversation: string): Promise<Receipts>

  /** Passes on that a side is typing or stopped. */
  typing(conversation: string, side: Sender, on: boolean): void
}
