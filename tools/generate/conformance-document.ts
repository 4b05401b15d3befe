import type { GeneratedDocument } from './document.ts'
import { markdownTable } from './markdown.ts'

type Verdict = 'passed' | 'failed' | 'not_applicable' | 'not_observable'

/** What of the kit's JSON report is needed here. */
export interface ConformanceReport {
  readonly registry: readonly { readonly id: string; readonly kind: string; readonly words: string }[]
  readonly declared: readonly string[]
  readonly outcomes: readonly {
    readonly id: string
    readonly profile: string | null
    readonly verdict: Verdict
    readonly why: string
  }[]
}

/** A run of the kit, and how Balie was set up for it. */
export interface ConformanceRun {
  readonly name: string
  readonly report: ConformanceReport
}

/**
 * `docs/conformance.md`: for every requirement and threat what the conformance kit found on Balie. Verdicts only, so
 * that two runs make the same document.
 */
export function conformanceDocument(runs: readonly ConformanceRun[]): GeneratedDocument {
  const { registry, declared } = runs[0]?.report ?? { registry: [], declared: [] }
  const table = (kind: string) =>
    markdownTable(
      ['id', 'in few words', 'cases', ...runs.map(({ name }) => name), 'why not'],
      registry.filter((row) => row.kind === kind).map(({ id, words }) => [id, words, ...cells(id, runs)]),
    )
  const text = `<!-- Made by e2e/conformance.test.ts from the reports of the conformance kit. Do not edit. -->

# What the conformance kit finds on Balie

The kit ([packages/conformance](../packages/conformance/README.md)) plays the core, the authentication plugin and
browsers around \`balie serve\`, set up in several ways. It judges by \`MUST\`, by \`OURS\`, and by each \`MAY\` that
is declared: ${declared.join(', ')}.

The last column is the communication method \`appointment\`, which declares FL-7 and AC-5 besides. A dash: not asked there, for the
most part because agents see nothing of such a session before its meeting.

The end-to-end tests run it. They fail when something fails, and when these tables are not what they found;
\`CONFORMANCE_WRITE=1\` makes them write the tables.

*Not observable* means: nobody outside can see it, so other tests show it; [coverage.md](coverage.md) names them.

## Requirements

${table('requirement')}

## Threats

${table('threat')}
`
  return { path: 'docs/conformance.md', text }
}

function cells(id: string, runs: readonly ConformanceRun[]): string[] {
  const own = runs.map(({ report }) => report.outcomes.filter((outcome) => outcome.id === id))
  const cases = Math.max(
    0,
    ...own.map((outcomes) => outcomes.filter(({ profile }) => profile !== null).length),
  )
  const reasons = own.flat().filter(({ verdict }) => verdict === 'not_observable')
  const none = own.flat().every(({ verdict }) => verdict === 'not_applicable') ? own.flat() : reasons
  const why = [...new Set(none.map((outcome) => outcome.why))]
  return [
    String(cases),
    ...own.map((outcomes) => verdictOf(outcomes.map(({ verdict }) => verdict))),
    why.join('; '),
  ]
}

/** Of all cases of an id: the worst that was found, and whether something could not be seen; a dash without any. */
function verdictOf(verdicts: readonly Verdict[]): string {
  const has = (verdict: Verdict) => verdicts.includes(verdict)
  if (verdicts.length === 0) return '–'
  if (has('failed')) return '**failed**'
  if (has('passed')) return has('not_observable') ? 'passed, in part not observable' : 'passed'
  return has('not_observable') ? 'not observable' : 'not applicable'
}
