/**
 * What a case found. `not_applicable`: the plugin does not offer what the case is about. `not_observable`: it
 * cannot be seen from outside, or not with what the kit was given; never the same as passed.
 */
export type Verdict =
  | { readonly verdict: 'passed' }
  | { readonly verdict: 'failed'; readonly found: string }
  | { readonly verdict: 'not_applicable'; readonly because: string }
  | { readonly verdict: 'not_observable'; readonly because: string }

export const passed: Verdict = Object.freeze({ verdict: 'passed' })

/** @param found what was seen instead; shown to the author of the plugin */
export function failed(found: string): Verdict {
  return { verdict: 'failed', found }
}

/** @param because why the question does not arise for this plugin */
export function notApplicable(because: string): Verdict {
  return { verdict: 'not_applicable', because }
}

/** @param because what would have to be given, or why nobody outside can see it */
export function notObservable(because: string): Verdict {
  return { verdict: 'not_observable', because }
}

/**
 * Ends a case early with a verdict, from however deep. Thrown by the kit where it cannot go on (an action that
 * is not known, no far side, a start that the plugin refused) and by cases that want to stop.
 */
export class Stop extends Error {
  readonly verdict: Verdict

  constructor(verdict: Verdict) {
    super(verdict.verdict === 'passed' ? 'passed' : JSON.stringify(verdict))
    this.verdict = verdict
  }
}

/** The first verdict that is not `passed`, or `passed`: a case that looks at several things. */
export function allOf(...verdicts: readonly Verdict[]): Verdict {
  return (
    verdicts.find(({ verdict }) => verdict === 'failed') ??
    verdicts.find(({ verdict }) => verdict !== 'passed') ??
    passed
  )
}

/** `passed` when it holds. */
export function expect(holds: boolean, found: string): Verdict {
  return holds ? passed : failed(found)
}
