/**
 * SQLSTATEs that mean "not now": connection trouble (08), out of connections or space (53), cancelled by the
 * statement timeout, shutting down or starting up (57), an I/O error (58030), a standby that is not the primary yet
 * or a primary that is not any more (25006).
 */
const notNow = /^(08...|53...|57014|57P0[1-5]|58030|25006)$/

const system = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
])

/** What the driver says in words only, without a code. */
const inWords =
  /^(Connection terminated|timeout (exceeded|expired)|Client has encountered a connection error|Client was closed|Cannot use a pool after|Query read timeout)/i

/**
 * Whether an error of the driver means that PostgreSQL cannot be reached or cannot serve now, so that the
 * same request may succeed later. Total. Causes are not looked through: a `fetch` that failed on another
 * component has the same system errors as its cause.
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  // Node tries every address of a name and reports them together.
  if (error instanceof AggregateError)
    return error.errors.length > 0 && error.errors.every(isDatabaseUnavailable)
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if ('severity' in error) return notNow.test(code)
  if (code === '') return inWords.test(error.message)
  return system.has(code) && 'syscall' in error
}
