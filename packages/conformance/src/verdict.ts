import type { Subject } from './subject.ts'

/** What a case found. `not_applicable`: the plugin does not offer what the case is about. */
export type Verdict =
  | { readonly verdict: 'passed' }
  | { readonly verdict: 'failed'; readonly found: string }
  | { readonly verdict: 'not_applicable'; readonly because: string }

/** One case: a question about a plugin that can be answered from outside. */
export interface Case {
  /** The requirement or threat, as in docs/requirements.md and docs/threats.md. */
  readonly id: string
  /** By which profile it counts: the specification's own demands, what it allows, or what Balie promises. */
  readonly profile: 'MUST' | 'MAY' | 'OURS'
  readonly title: string
  readonly run: (subject: Subject) => Promise<Verdict>
}

export const passed: Verdict = Object.freeze({ verdict: 'passed' })

/** @param found what was seen instead; shown to the author of the plugin */
export function failed(found: string): Verdict {
  return { verdict: 'failed', found }
}

/** @param because why the question does not arise for this plugin */
export function notApplicable(because: string): Verdict {
  return { verdict: 'not_applicable', because }
}
