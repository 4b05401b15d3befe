import { type Outcome, whyOf } from '../outcome.ts'
import { countVerdicts, type Report } from './report.ts'

/** The report as JUnit XML, for CI. Not applicable and not observable count as skipped. */
export function junitReport({ outcomes, milliseconds }: Report): string {
  const { failed, not_applicable, not_observable } = countVerdicts(outcomes)
  const head = `name="idcontact-conformance" tests="${outcomes.length}" failures="${failed}" skipped="${not_applicable + not_observable}" time="${milliseconds / 1000}"`
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuite ${head}>\n${outcomes.map(testCase).join('\n')}\n</testsuite>\n`
}

function testCase({ id, profile, title, verdict, exchanges, milliseconds }: Outcome): string {
  const head = `  <testcase classname="${profile ?? 'none'}.${id}" name="${forXml(title)}" time="${milliseconds / 1000}"`
  if (verdict.verdict === 'passed') return `${head}/>`
  const why = forXml(whyOf(verdict))
  if (verdict.verdict !== 'failed')
    return `${head}><skipped message="${verdict.verdict}: ${why}"/></testcase>`
  const seen = exchanges.map(({ sent, came }) => `> ${sent}\n< ${came}`).join('\n')
  return `${head}><failure message="${why}">${forXml(seen)}</failure></testcase>`
}

/** For XML 1.0, which has no control characters but these three. */
function forXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '�')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
