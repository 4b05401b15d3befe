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
  judgeAppointments(ids: readonly string[]): Promise<{ readonly report: JsonReport | undefined }>
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
export function tryOnBalie(folder: string, ids: readonly string[]): Promise<readonly Judged[]> {
  return onBalie(folder, async (balie) => {
    const { printed } = await balie.judge(['--only', ids.join(), '--json', '-'])
    return JSON.parse(printed.slice(printed.indexOf('{'), printed.lastIndexOf('}') + 1))
  })
}

/** The same, on its communication method `appointment`. */
export function tryOnAppointments(folder: string, ids: readonly string[]): Promise<readonly Judged[]> {
  return onBalie(folder, async (balie) => {
    const { report } = await balie.judgeAppointments(ids)
    if (!report) throw new Error('the kit made no report')
    return report
  })
}

async function onBalie(
  folder: string,
  judge: (balie: BalieUnderTest) => Promise<JsonReport>,
): Promise<readonly Judged[]> {
  const { startBalieUnderTest } = await import(
    pathToFileURL(join(folder, 'e2e/conformance/balie-under-test.ts')).href
  )
  const balie: BalieUnderTest = await startBalieUnderTest({ keyType: 'EC', useAttrUrl: true })
  try {
    const { outcomes } = await judge(balie)
    return outcomes.map(({ id, title, verdict }) => ({
      name: `${id} ${title}`,
      verdict: typeof verdict === 'string' ? verdict : verdict.verdict,
    }))
  } finally {
    await balie.close()
  }
}
