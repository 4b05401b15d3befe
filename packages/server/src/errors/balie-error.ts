import { SERVER_ERRORS, type ServerErrorCode } from './catalogue.ts'

/**
 * An error of Balie itself. `message` is the caller's sentence and safe to send; `detail` and `cause` are for
 * the operator and never sent. A detail holds no personal data and no secret.
 */
export class BalieError extends Error {
  override readonly name: string = 'BalieError'
  readonly code: ServerErrorCode
  /** HTTP status that belongs to the code. */
  readonly status: number
  /** What exactly went wrong and what to do about it, for the operator. */
  readonly detail: string

  constructor(code: ServerErrorCode, detail: string, options?: { cause?: unknown }) {
    super(SERVER_ERRORS[code].caller, options)
    this.code = code
    this.status = SERVER_ERRORS[code].status
    this.detail = detail
  }
}
