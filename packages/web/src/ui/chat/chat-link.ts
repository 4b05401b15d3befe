import type { Ack, Message, NewMessage, Seen, Stored } from '@balie/desk-api/client'

/** The answer to a command, or `lost`: the connection went away or the answer took too long. */
export type LinkAnswer<T> = Ack<T> | 'lost'

/** What a chat asks of the connection to the server. */
export interface ChatLink {
  /** Answers once the message is stored, so that it cannot be lost any more. The same id twice is one message. */
  send(message: NewMessage): Promise<LinkAnswer<Stored>>
  /** All messages after a number, oldest first. */
  since(after: number): Promise<LinkAnswer<readonly Message[]>>
  seen(seen: Seen): void
  typing(on: boolean): void
}

/** Waits for an acknowledgement and makes every kind of silence `lost`. */
export async function answered<T>(acknowledgement: Promise<Ack<T>>): Promise<LinkAnswer<T>> {
  try {
    return await acknowledgement
  } catch {
    return 'lost'
  }
}
