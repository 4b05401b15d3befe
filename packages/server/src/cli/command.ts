import type { Environment } from '../config/override-from-environment.ts'

/** What a command may use of the world around it. */
export interface Terminal {
  readonly environment: Environment
  /** A line for the person, on standard output. */
  say(line: string): void
  /** A line about how it goes, on standard error. */
  note(line: string): void
  /** Standard input, to its end. */
  read(): Promise<string>
  /** Ends when the person or the system asks to stop (Ctrl-C, SIGTERM). */
  readonly stop: AbortSignal
}

/** One word after `balie`. */
export interface Command {
  /** `balie <command> --help`. */
  readonly help: string
  /**
   * Runs to its end. @returns the exit code
   *
   * @throws {UsageError} when the words after it cannot be used
   */
  run(words: readonly string[], terminal: Terminal): Promise<number>
}
