import { duration } from '../setup/say.mjs'
import type { Step } from './step.ts'

export interface Outcome {
  readonly step: Step
  /** Absent when the step was not reached. */
  readonly ended?: { readonly code: number; readonly milliseconds: number }
}

/** The last words of `npm test`: one line a step. */
export function summary(outcomes: readonly Outcome[]): string {
  const width = Math.max(...outcomes.map(({ step }) => step.title.length))
  return outcomes.map(({ step, ended }) => `${step.title.padEnd(width)}  ${verdict(ended)}`).join('\n')
}

function verdict(ended: Outcome['ended']): string {
  if (ended === undefined) return 'not run'
  const time = duration(ended.milliseconds).padStart(12)
  return ended.code === 0 ? `ok      ${time}` : `FAILED  ${time}  (exit code ${ended.code})`
}
