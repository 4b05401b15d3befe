import type { Problem } from '@balie/desk-api'
import { IdContactError } from '@balie/sdk'
import { isDatabaseUnavailable } from '../store/database-unavailable.ts'
import { BalieError } from './balie-error.ts'
import { SERVER_ERRORS, type ServerErrorCode } from './catalogue.ts'

/**
 * The one door through which every error leaves: what the caller gets for it. Total; an error that is
 * not ours becomes a code of ours, and an unknown one becomes INTERNAL. Nothing of the error itself but
 * its catalogued sentence is in the answer (T11, P1).
 */
export function problemFor(error: unknown): Problem {
  if (error instanceof IdContactError || error instanceof BalieError) {
    return { type: 'about:blank', status: error.status, code: error.code, title: error.message }
  }
  const code = codeOf(error)
  return { type: 'about:blank', status: SERVER_ERRORS[code].status, code, title: SERVER_ERRORS[code].caller }
}

/** Whether the error is one that callers cause, so that it is no reason to look at the log. */
export function isCallersError(error: unknown): boolean {
  return problemFor(error).status < 500
}

const ofFramework: Readonly<Record<string, ServerErrorCode | undefined>> = {
  FST_ERR_NOT_FOUND: 'NOT_FOUND',
  HPE_HEADER_OVERFLOW: 'HEADERS_TOO_LARGE',
}

function codeOf(error: unknown): ServerErrorCode {
  if (isDatabaseUnavailable(error)) return 'DATABASE_UNAVAILABLE'
  if (typeof error !== 'object' || error === null) return 'INTERNAL'
  const named = 'code' in error && typeof error.code === 'string' ? ofFramework[error.code] : undefined
  if (named) return named
  const status = 'statusCode' in error ? error.statusCode : undefined
  if (status === 404) return 'NOT_FOUND'
  if (status === 429) return 'TOO_MANY_REQUESTS'
  // Fastify's own refusals (validation, bad JSON, media type, length) carry a 4xx.
  if (typeof status === 'number' && status >= 400 && status < 500) return 'REQUEST_INVALID'
  return 'INTERNAL'
}
