export { CASES, type Outcome, runCases } from './run-cases.ts'
export type { Subject } from './subject.ts'
export type { Case, Verdict } from './verdict.ts'
