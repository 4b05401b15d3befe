import { IdContactError } from '@balie/sdk'
import { ConfigInvalid } from '../config/config-invalid.ts'
import { BalieError } from '../errors/balie-error.ts'
import { errorForLog } from '../errors/error-for-log.ts'
import { UsageError } from './usage-error.ts'

/** What ended a command, for the person at the terminal, and the exit code. Never a value of the configuration. */
export function reportFailure(error: unknown): { lines: readonly string[]; code: number } {
  if (error instanceof UsageError)
    return { lines: [`balie: ${error.message}.`, 'balie --help tells more.'], code: 2 }
  if (error instanceof ConfigInvalid) {
    const problems = error.problems.map(({ key, problem }) =>
      key ? `  ${key}${joined(problem)}` : `  ${problem}`,
    )
    return { lines: ['balie: the configuration cannot be used:', ...problems], code: 1 }
  }
  const detail = detailOf(error)
  if (detail !== undefined) return { lines: [`balie: ${detail.replace(/\.$/, '')}.`], code: 1 }
  // Stopped by the person while something waited.
  if (error instanceof Error && error.name === 'AbortError') return { lines: [], code: 0 }
  const { type, code = '', at = [] } = errorForLog(error)
  return {
    lines: [
      `balie: an error that nobody expected: ${type} ${code}`.trimEnd(),
      ...at.map((frame) => `  ${frame}`),
    ],
    code: 1,
  }
}

function detailOf(error: unknown): string | undefined {
  if (error instanceof BalieError || error instanceof IdContactError) return error.detail
  // By name: loading the far side only to recognise its errors would make every command slow.
  const far = error instanceof Error && error.name === 'CoreError' && 'detail' in error
  return far && typeof error.detail === 'string' ? error.detail : undefined
}

/** `is missing` reads on from the key; `expected ...` needs a colon. */
function joined(problem: string): string {
  return /^(is|has|must|can|names|given|with)\b/.test(problem) ? ` ${problem}` : `: ${problem}`
}
