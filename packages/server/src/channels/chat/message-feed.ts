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
      const [wasUncertain, known] = [isUncertain, announced]
      const messages = await read(brought, wasUncertain ? undefined : known)
      const last = messages.at(-1)
      if (last) {
        brought = last.seq
        push(messages)
        continue
      }
      // What was announced while nothing was found yet is still to be read.
      isUncertain = false
      if (announced === known) announced = brought
    }
  }, report)

  return {
    advance(upTo) {
      if (upTo === undefined) isUncertain = true
      else announced = Math.max(announced, upTo)
      work.ask()
    },
    retry: () => work.retry(),
    idle: () => work.idle(),
  }
}
