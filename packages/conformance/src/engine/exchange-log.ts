import type { Answer } from './answer.ts'

/** One request and its answer, as the report shows it: tokens shortened, no keys. */
export interface Exchange {
  readonly sent: string
  readonly came: string
}

/** What a case sent and what came back, oldest first. */
export interface ExchangeLog {
  readonly exchanges: readonly Exchange[]
  /** Notes one. The kit does so for everything it sends itself. */
  note(sent: string, answer: Answer): void
  /** Notes something that is no request of ours: what arrived at the far side, what agents see. */
  say(text: string): void
}
