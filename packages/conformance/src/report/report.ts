import type { Outcome } from '../outcome.ts'

/** A whole run. */
export interface Report {
  /** The plugin's URL. */
  readonly plugin: string
  readonly declared: readonly string[]
  readonly ours: boolean
  readonly outcomes: readonly Outcome[]
  readonly milliseconds: number
}

/** How many outcomes have each verdict. */
export function countVerdicts(
  outcomes: readonly Outcome[],
): Readonly<Record<Outcome['verdict']['verdict'], number>> {
  const count = { passed: 0, failed: 0, not_applicable: 0, not_observable: 0 }
  for (const { verdict } of outcomes) count[verdict.verdict]++
  return count
}
