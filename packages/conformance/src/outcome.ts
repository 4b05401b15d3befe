import type { Profile } from './case.ts'
import type { Exchange } from './engine/exchange-log.ts'
import type { Verdict } from './verdict.ts'

/** A case with what it found. A row of the registry without a case has no profile. */
export interface Outcome {
  readonly id: string
  readonly profile: Profile | undefined
  readonly title: string
  readonly verdict: Verdict
  readonly exchanges: readonly Exchange[]
  readonly milliseconds: number
}

/** The reason in a verdict; empty for `passed`. */
export function whyOf(verdict: Verdict): string {
  if (verdict.verdict === 'passed') return ''
  return verdict.verdict === 'failed' ? verdict.found : verdict.because
}
