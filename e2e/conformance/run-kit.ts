import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ConformanceReport } from '../../tools/generate/conformance-document.ts'

const KIT = fileURLToPath(new URL('../../packages/conformance/src/cli.ts', import.meta.url))

/** What came of a run of the kit. */
export interface Judged {
  readonly status: number
  /** The report for people, with what was sent and what came back where something failed. */
  readonly printed: string
}

/** Runs the command of the conformance kit to its end. */
export function runKit(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<Judged> {
  return new Promise((resolve) => {
    const command = ['--conditions=source', KIT, ...args]
    execFile(process.execPath, command, { env, maxBuffer: 64 * 1024 * 1024 }, (cause, stdout, stderr) => {
      const status = typeof cause?.code === 'number' ? cause.code : cause ? -1 : 0
      resolve({ status, printed: stdout + stderr })
    })
  })
}

/** The same, with the report for machines; undefined when the kit did not get as far. */
export async function runKitWithReport(
  args: readonly string[],
  env?: NodeJS.ProcessEnv,
): Promise<Judged & { readonly report: ConformanceReport | undefined }> {
  const directory = await mkdtemp(join(tmpdir(), 'kit-report-'))
  const file = join(directory, 'report.json')
  try {
    const judged = await runKit([...args, '--json', file], env)
    return { ...judged, report: await readFile(file, 'utf8').then(JSON.parse, () => undefined) }
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}
