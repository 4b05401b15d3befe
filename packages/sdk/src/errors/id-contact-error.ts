import { ERRORS, type ErrorCode } from './catalogue.ts'

/**
 * The one error class of this package. `code` is stable; `message` is the caller's sentence and safe to
 * send; `detail` and `cause` are for the log and must never be sent.
 */
export class IdContactError extends Error {
  override readonly name = 'IdContactError'
  readonly code: ErrorCode
  /** HTTP status that belongs to the code. */
  readonly status: number
  /** What exactly went wrong, for the operator. Holds no personal data. */
  readonly detail: string

  constructor(code: ErrorCode, detail: string, options?: { cause?: unknown }) {
    super(ERRORS[code].caller, options)
    this.code = code
    this.status = ERRORS[code].status
    this.detail = detail
  }
}
