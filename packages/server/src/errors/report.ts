import { IdContactError } from '@balie/sdk'
import type { Log } from '../log.ts'
import { problemFor } from './problem.ts'

/**
 * Tells the operator of what went wrong where nobody is answered, or where the answer says less: as an error
 * when it is our own fault, as a warning while the database is away, quietly when the other side is to blame.
 */
export function createReport(log: Log, onRefusedResult: () => void): (cause: unknown) => void {
  return (cause) => {
    const { code, status } = problemFor(cause)
    if (code === 'AUTH_RESULT_REFUSED') onRefusedResult()
    if (code === 'DATABASE_UNAVAILABLE') log.warn({ code, err: asError(cause) }, 'the database is away')
    else if (status >= 500) log.error({ code, err: asError(cause) }, 'something failed')
    else log.info({ code, ...(cause instanceof IdContactError && { detail: cause.detail }) }, 'refused')
  }
}

function asError(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error('not an error')
}
