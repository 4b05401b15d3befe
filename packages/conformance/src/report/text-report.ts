import { type Outcome, whyOf } from '../outcome.ts'
import { countVerdicts, type Report } from './report.ts'

const SIGN = {
  passed: 'passed',
  failed: 'FAILED',
  not_applicable: 'not applicable',
  not_observable: 'not observable',
} as const

const GROUPS = [
  ['MUST', 'MUST: what the specification demands'],
  ['MAY', 'MAY: what the plugin declares of what it allows'],
  ['OURS', 'OURS: what Balie promises beyond it'],
  [undefined, 'Without a case'],
] as const

/** The report for people: by profile, with what was sent and what came back where something failed. */
export function textReport({ plugin, outcomes, milliseconds }: Report): string {
  const groups = GROUPS.flatMap(([profile, title]) => {
    const own = outcomes.filter((outcome) => outcome.profile === profile)
    return own.length === 0 ? [] : [`${title}\n\n${own.map(line).join('\n')}\n`]
  })
  const failures = outcomes.filter(({ verdict }) => verdict.verdict === 'failed').map(showFailure)
  const count = countVerdicts(outcomes)
  const total = `${count.passed} passed, ${count.failed} failed, ${count.not_applicable} not applicable, ${count.not_observable} not observable`
  return [
    `Conformance of ${plugin}\n`,
    ...groups,
    ...(failures.length > 0 ? ['What was seen where it failed\n', ...failures] : []),
    `${total}; ${(milliseconds / 1000).toFixed(1)} s\n`,
  ].join('\n')
}

function line({ id, title, verdict }: Outcome): string {
  const why = whyOf(verdict)
  return `  ${SIGN[verdict.verdict].padEnd(14)}  ${id.padEnd(5)}  ${title}${why && `\n${' '.repeat(25)}${why}`}`
}

function showFailure({ id, title, verdict, exchanges }: Outcome): string {
  const shown = exchanges.map(({ sent, came }) => indent(`> ${sent}${came && `\n< ${came}`}`))
  return `  ${id}  ${title}\n${indent(whyOf(verdict))}\n${shown.join('\n')}\n`
}

function indent(text: string): string {
  return text.replace(/^/gm, '    ')
}
