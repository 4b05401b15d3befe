import { IdContactError } from '@balie/sdk'
import { CORE_ERRORS, type CoreErrorCode } from '../errors/catalogue.ts'
import { CoreError } from '../errors/core-error.ts'

/** An error as the outside sees it, with what the log should know beside it. */
export interface Problem {
  readonly status: number
  readonly code: string
  /** For the caller. */
  readonly sentence: string
  /** For the log only. */
  readonly detail: string
}

/** The one door through which every error passes on its way out; what it does not know becomes INTERNAL. */
export function toProblem(error: unknown): Problem {
  if (error instanceof CoreError && error.status > 0) {
    return { status: error.status, code: error.code, sentence: error.sentence, detail: error.detail }
  }
  if (error instanceof IdContactError) {
    return { status: error.status, code: error.code, sentence: error.message, detail: error.detail }
  }
  const code = codeOfFastify(error)
  const { status, caller } = CORE_ERRORS[code]
  return { status, code, sentence: caller, detail: fastifyCode(error) }
}

function codeOfFastify(error: unknown): CoreErrorCode {
  switch (fastifyCode(error)) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return 'BODY_TOO_LARGE'
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return 'CONTENT_TYPE_UNKNOWN'
    default:
      return isCallersFault(error) ? 'BODY_INVALID' : 'INTERNAL'
  }
}

function isCallersFault(error: unknown): boolean {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined
  return typeof status === 'number' && status >= 400 && status < 500
}

function fastifyCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'an error without a code'
}
