import { type ChildLoggerOptions, type DestinationStream, type Logger, pino } from 'pino'
import { errorForLog } from './errors/error-for-log.ts'

/** Balie's log. Its fields can only be text, numbers, booleans and `err`; see `createLog`. */
export type Log = Logger

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

export interface LogOptions {
  readonly level: LogLevel
  /** One readable line each, for a person at a terminal, instead of JSON. */
  readonly readable?: boolean
  /** Where lines go. Standard output when absent. */
  readonly destination?: { write(line: string): void }
}

/**
 * A log that cannot carry a request, a body, a session or a secret by accident: an object or array in a
 * field is replaced by its kind, an error by its class, code and place, and there are no format arguments.
 * At every level, debug included (threat P1).
 */
export function createLog(options: LogOptions): Log {
  const target: DestinationStream = options.destination ?? process.stdout
  const destination = options.readable ? { write: (line: string) => target.write(readable(line)) } : target
  const log = pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      // In the place of Fastify's own, which would read more: what comes here is plain already.
      serializers: { err: same, error: same, req: same, res: same },
      formatters: { level: (level) => ({ level }), log: onlyPlain },
      hooks: {
        logMethod(given, method) {
          const [first, second] = given
          if (first instanceof Error) method.apply(this, [{ err: first }, text(second) ?? 'error'])
          else if (typeof first === 'object' && first !== null) method.apply(this, [first, text(second)])
          else method.apply(this, [String(first)])
        },
      },
    },
    destination,
  )
  // pino does not pass the bindings of children through formatters. Children inherit this from their parent.
  const { child } = log
  Object.defineProperty(log, 'child', {
    value(this: Log, bindings: Record<string, unknown>, given?: ChildLoggerOptions) {
      return Reflect.apply(child, this, [onlyPlain(bindings), given])
    },
  })
  return log
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined)
const same = (value: unknown) => value

function onlyPlain(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, plain(value)]))
}

function plain(value: unknown): unknown {
  if (value instanceof Error) return errorForLog(value)
  return value === null || !['object', 'function', 'symbol'].includes(typeof value)
    ? value
    : `[${typeof value}]`
}

function readable(line: string): string {
  const { level, time, msg, err, ...fields } = JSON.parse(line)
  const rest = Object.entries(fields).map(([name, value]) => ` ${name}=${JSON.stringify(value)}`)
  const cause = err ? `\n    ${err.type} ${err.code ?? ''} ${err.detail ?? ''} ${err.at?.[0] ?? ''}` : ''
  return `${String(time).slice(11, 19)} ${String(level).padEnd(5)} ${msg}${rest.join('')}${cause}\n`
}
