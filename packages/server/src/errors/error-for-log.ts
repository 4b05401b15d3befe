import { IdContactError } from '@balie/sdk'
import { BalieError } from './balie-error.ts'

/** What the log keeps of an error. */
export interface LoggedError {
  readonly type: string
  readonly code?: string
  /** Only of our own errors: a sentence for the operator, written to hold no personal data. */
  readonly detail?: string
  /** Names of the database's own things: table, constraint and the like. */
  readonly about?: string
  /** Where it was thrown: stack frames. */
  readonly at?: readonly string[]
  readonly cause?: LoggedError
}

/**
 * An error as the log may hold it. The message of a foreign error is left out: parsers and drivers quote
 * their input in it, and their input is what citizens send (threat P1). Class, code and frames remain.
 */
export function errorForLog(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: `[${typeof error}]` }
  const own = error instanceof BalieError || error instanceof IdContactError
  const code = 'code' in error && /^[\w-]{1,64}$/.test(String(error.code)) ? String(error.code) : undefined
  const about = databaseNames(error)
  return {
    type: error.constructor.name,
    ...(code !== undefined && { code }),
    ...(own && { detail: error.detail }),
    ...(about !== '' && { about }),
    at: frames(error),
    ...(error.cause !== undefined && depth < 4 && { cause: errorForLog(error.cause, depth + 1) }),
  }
}

function databaseNames(error: Error): string {
  if (!('severity' in error)) return ''
  return ['schema', 'table', 'column', 'constraint', 'routine']
    .map((name) => [name, Reflect.get(error, name)] as const)
    .filter(([, value]) => typeof value === 'string' && /^\w{1,64}$/.test(value))
    .map(([name, value]) => `${name}=${value}`)
    .join(' ')
}

function frames(error: Error): readonly string[] {
  const stack = error.stack ?? ''
  const start = stack.indexOf(error.message)
  // A message that is not in the stack was changed after it was made: then nothing marks where it ends.
  if (start < 0) return []
  return stack
    .slice(start + error.message.length)
    .split('\n')
    .filter((line) => /^\s+at .*(:\d+\)?|<anonymous>\)?)$/.test(line))
    .slice(0, 12)
    .map((line) => line.trim())
}
