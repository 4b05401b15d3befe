import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { UsageError } from './usage-error.ts'

/**
 * Options of a command, and nothing else.
 *
 * @throws {UsageError}
 */
export function readOptions<O extends ParseArgsOptionsConfig>(given: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...given], options, strict: true, allowPositionals: false }).values
  } catch (error) {
    // The sentence of parseArgs names the option; what follows it explains Node's own conventions.
    const sentence = error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : String(error)
    throw new UsageError(sentence.replace(/\.$/, ''))
  }
}

/** The value of an option that cannot be left out. */
export function required(value: string | undefined, option: string): string {
  if (value === undefined || value === '') throw new UsageError(`${option} is missing`)
  return value
}
