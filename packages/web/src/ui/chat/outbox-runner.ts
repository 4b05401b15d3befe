import type { NewMessage, Problem, Stored } from '@balie/desk-api/client'
import type { LinkAnswer } from './chat-link.ts'
import { nextOutgoing, type Thread } from './thread.ts'

/** What the runner works with. */
export interface OutboxParts {
  /** Whether anything can be sent now. */
  readonly live: () => boolean
  readonly thread: () => Thread
  readonly pause: (milliseconds: number) => Promise<void>
  readonly send: (message: NewMessage) => Promise<LinkAnswer<Stored>>
  readonly stored: (id: string, stored: Stored) => void
  readonly refused: (id: string, problem: Problem) => void
}

const firstPause = 1000
const longestPause = 16_000

/** Empties the outbox. */
export interface OutboxRunner {
  /** Begins, unless it is at work already. */
  run(): Promise<void>
  /** The outbox changed: a message may have proved to be stored although its acknowledgement did not come. */
  look(): void
}

/**
 * Brings the outbox to the server: one message at a time, so that they arrive in order, and again with the same
 * id until there is an answer (threat R5).
 */
export function createOutboxRunner(parts: OutboxParts): OutboxRunner {
  let running = false
  let sending: { readonly id: string; readonly giveUp: () => void } | undefined
  const waits = (id: string) => parts.thread().outbox.some((outgoing) => outgoing.id === id)

  function send({ id, text }: NewMessage): Promise<LinkAnswer<Stored>> {
    return new Promise((resolve) => {
      sending = { id, giveUp: () => resolve('lost') }
      void parts.send({ id, text }).then(resolve)
    })
  }

  async function run(): Promise<void> {
    if (running) return
    running = true
    let wait = firstPause
    for (;;) {
      const next = parts.live() ? nextOutgoing(parts.thread()) : undefined
      if (next === undefined) break
      const answer = await send(next)
      if (!waits(next.id)) {
        wait = firstPause
      } else if (answer !== 'lost' && answer.ok) {
        parts.stored(next.id, answer.value)
        wait = firstPause
      } else if (answer !== 'lost' && !passes(answer.problem)) {
        parts.refused(next.id, answer.problem)
      } else if (parts.live()) {
        await parts.pause(wait)
        wait = Math.min(wait * 2, longestPause)
      }
    }
    running = false
  }

  return {
    run,
    look() {
      if (sending !== undefined && !waits(sending.id)) sending.giveUp()
    },
  }
}

// Too many at once, or the server is in trouble: the same message may be welcome later.
function passes({ status }: Problem): boolean {
  return status === 429 || status >= 500
}
