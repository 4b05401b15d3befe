import { BalieError } from '../../errors/balie-error.ts'

/** RESTORE_UNFINISHED, with a sentence that says what is there and what to do. */
export function restoreUnfinished(detail: string, cause: unknown): BalieError {
  return new BalieError('RESTORE_UNFINISHED', detail, { cause })
}

/** Whether rows of a backup may be in the database after an error of `restore`: then keep the key that opens them. */
export function isRestoreUnfinished(error: unknown): boolean {
  return error instanceof BalieError && error.code === 'RESTORE_UNFINISHED'
}
