import type { Problem } from '@balie/desk-api'
import { ERRORS, type ErrorRow, IdContactError } from '@balie/sdk'
import { isDatabaseUnavailable } from '../store/database-unavailable.ts'
import { BalieError } from './balie-error.ts'
import { SERVER_ERRORS, type ServerErrorCode } from './catalogue.ts'
import { SlotTaken } from './slot-taken.ts'

/**
 * The one door through which every error leaves: what the caller gets for it. Total; an error that is
 * not ours becomes a code of ours, and an unknown one becomes INTERNAL. Nothing of the error itself but
 * its catalogued sentence is in the answer (T11, P1).
 */
export function problemFor(error: unknown): Problem {
  const own = error instanceof IdContactError || error instanceof BalieError
  // The same thing has one name here, whether a step of the flow met it or a query of our own.
  if (own && error.code !== 'STORE_UNAVAILABLE') {
    const next = error instanceof SlotTaken && error.next !== undefined ? { next: error.next } : {}
    return { type: 'about:blank', status: error.status, code: error.code, title: error.message, ...next }
  }
  const code = codeOf(error)
  const { status, caller } = ROWS[code]
  return { type: 'about:blank', status, code, title: caller }
}

type Code = ServerErrorCode | 'BODY_TOO_LARGE'

const ROWS: Readonly<Record<Code, ErrorRow>> = { ...SERVER_ERRORS, BODY_TOO_LARGE: ERRORS.BODY_TOO_LARGE }

const ofFramework: Readonly<Record<string, Code | undefined>> = {
  FST_ERR_NOT_FOUND: 'NOT_FOUND',
  FST_ERR_CTP_BODY_TOO_LARGE: 'BODY_TOO_LARGE',
  HPE_HEADER_OVERFLOW: 'HEADERS_TOO_LARGE',
}

function codeOf(error: unknown): Code {
  if (isDatabaseUnavailable(error)) return 'DATABASE_UNAVAILABLE'
  if (error instanceof IdContactError && error.code === 'STORE_UNAVAILABLE') return 'DATABASE_UNAVAILABLE'
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
