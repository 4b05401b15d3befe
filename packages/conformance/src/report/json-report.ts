import { whyOf } from '../outcome.ts'
import { REGISTRY } from '../registry/registry.ts'
import { countVerdicts, type Report } from './report.ts'

/** The report as JSON. What was sent and what came back is in it for what failed. */
export function jsonReport({ plugin, declared, ours, outcomes, milliseconds }: Report): string {
  const report = {
    plugin,
    profiles: ['MUST', ...(declared.length > 0 ? ['MAY'] : []), ...(ours ? ['OURS'] : [])],
    declared,
    registry: REGISTRY.map(({ id, kind, words }) => ({ id, kind, words })),
    summary: countVerdicts(outcomes),
    milliseconds,
    outcomes: outcomes.map(({ id, profile, title, verdict, exchanges, milliseconds: took }) => ({
      id,
      profile: profile ?? null,
      title,
      verdict: verdict.verdict,
      why: whyOf(verdict),
      milliseconds: took,
      ...(verdict.verdict === 'failed' && { exchanges }),
    })),
  }
  return `${JSON.stringify(report, null, 2)}\n`
}
