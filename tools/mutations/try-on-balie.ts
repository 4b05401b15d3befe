import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** What is known of one case after a run. */
export interface Judged {
  /** Id and title. */
  readonly name: string
  readonly verdict: string
}

interface BalieUnderTest {
  judge(more: readonly string[]): Promise<{ readonly printed: string }>
  output(): string
  close(): Promise<void>
}

interface JsonReport {
  readonly outcomes: readonly {
    readonly id: string
    readonly title: string
    readonly verdict: string | { readonly verdict: string }
  }[]
}

/** Runs every case with these ids on `balie serve` of a copy of the repository, by the kit's command. */
export async function tryOnBalie(folder: string, ids: readonly string[]): Promise<readonly Judged[]> {
  const { startBalieUnderTest } = await import(
    pathToFileURL(join(folder, 'e2e/conformance/balie-under-test.ts')).href
  )
  const balie: BalieUnderTest = await startBalieUnderTest({ keyType: 'EC', useAttrUrl: true })
  try {
    const { printed } = await balie.judge(['--only', ids.join(), '--json', '-'])
    const report: JsonReport = JSON.parse(printed.slice(printed.indexOf('{'), printed.lastIndexOf('}') + 1))
    return report.outcomes.map(({ id, title, verdict }) => ({
      name: `${id} ${title}`,
      verdict: typeof verdict === 'string' ? verdict : verdict.verdict,
    }))
  } finally {
    await balie.close()
  }
}
