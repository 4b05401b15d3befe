import { BalieError } from '../../errors/balie-error.ts'

/** RESTORE_REFUSED, with a sentence that says why. */
export function restoreRefused(detail: string, cause?: unknown): BalieError {
  return new BalieError('RESTORE_REFUSED', detail, cause === undefined ? undefined : { cause })
}
