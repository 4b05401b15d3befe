import type { Message } from '@balie/desk-api'
import { createCoalescedWork } from '../../conversation/coalesced-work.ts'

/** Brings one socket the messages of a conversation, each once and in order, whatever comes first (R5). */
export interface MessageFeed {
  /** Messages up to this number are stored. Without a number: look what there is. */
  advance(upTo?: number): void
  /** Tries again what could not be read. */
  retry(): void
  /** When everything that was announced has been brought, or could not be read. */
  idle(): Promise<void>
}

export interface MessageFeedParts {
  /** The last number that the socket has. */
  readonly after: number
  readonly read: (after: number, upTo: number | undefined) => Promise<Message[]>
  readonly push: (messages: Message[]) => void
  readonly report: (cause: unknown) => void
}

export function createMessageFeed({ after, read, push, report }: MessageFeedParts): MessageFeed {
  let brought = after
  let announced = 0
  let isUncertain = false

  const work = createCoalescedWork(async () => {
    while (isUncertain || announced > brought) {
      const messages = await read(brought, isUncertain ? undefined : announced)
      const last = messages.at(-1)
      if (!last) {
        isUncertain = false
        announced = brought
        return
      }
      brought = last.seq
      push(messages)
    }
  }, report)

  return {
    advance(upTo) {
      if (upTo === undefined) isUncertain = true
      else announced = Math.max(announced, upTo)
      work.ask()
    },
    retry: work.retry,
    idle: work.idle,
  }
}
