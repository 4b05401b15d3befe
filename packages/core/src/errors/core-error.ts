import { CORE_ERRORS, type CoreErrorCode } from './catalogue.ts'

/**
 * The one error class of this package. `code` is stable; `sentence` is for the caller and safe to send;
 * `detail` and `cause` are for the operator. Errors that stop the start (status 0) put the detail in the
 * message, as it is read on a terminal; it names keys and never their values.
 */
export class CoreError extends Error {
  override readonly name = 'CoreError'
  readonly code: CoreErrorCode
  /** HTTP status that belongs to the code; 0 when the error stops the start. */
  readonly status: number
  /** The caller's sentence of the catalogue. */
  readonly sentence: string
  /** What exactly went wrong. Holds no personal data, no key and no URL with a secret. */
  readonly detail: string

  constructor(code: CoreErrorCode, detail: string, options?: { cause?: unknown }) {
    const row = CORE_ERRORS[code]
    super(row.status === 0 ? `${row.caller} ${detail}` : row.caller, options)
    this.code = code
    this.status = row.status
    this.sentence = row.caller
    this.detail = detail
  }
}
