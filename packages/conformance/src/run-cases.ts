import { reception } from './cases/reception.ts'
import { startExchange } from './cases/start-exchange.ts'
import type { Subject } from './subject.ts'
import { type Case, failed, type Verdict } from './verdict.ts'

/** Every case of the kit, in the order of the flow. */
export const CASES: readonly Case[] = Object.freeze([...startExchange, ...reception])

/** A case with what it found. */
export interface Outcome {
  readonly case: Case
  readonly verdict: Verdict
}

/** Runs the cases one after another. A plugin that does not answer fails the case. */
export async function runCases(
  subject: Subject,
  cases: readonly Case[] = CASES,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = []
  for (const one of cases) {
    const verdict = await one.run(subject).catch((cause: unknown) => failed(`no usable answer: ${cause}`))
    outcomes.push({ case: one, verdict })
  }
  return outcomes
}
