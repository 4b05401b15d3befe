import { BalieError } from '../../errors/balie-error.ts'

/** START_REFUSED about a file or directory: what is in the way, in words that the person can act on. */
export function startRefused(error: unknown, path: string): BalieError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return new BalieError('START_REFUSED', `${path} ${inWords(code)}`, { cause: error })
}

function inWords(code: string): string {
  if (code === 'EACCES' || code === 'EPERM') {
    return 'may not be written by this user; give another data directory (data_directory, or --data), or run as the user that owns it'
  }
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return 'cannot be written: the disk is full; make space and start again'
  if (code === 'EROFS')
    return 'cannot be written: the disk is read-only; give another data directory (data_directory, or --data)'
  if (code === 'ENOTDIR' || code === 'EEXIST')
    return 'is in the way: there is a file where a directory must be'
  return `cannot be used (${code || 'unknown error'})`
}
