import { exec } from 'node:child_process'
import { promisify } from 'node:util'
import { notObservable, Stop } from '../verdict.ts'
import type { Observation } from './kit.ts'

/** Looks at what agents see. Calls while a look is under way share the next one. */
export type Observer = () => Promise<Observation>

/**
 * An observer that runs a command by the shell, and takes what it prints as what agents see.
 *
 * @throws {Stop} not observable, when the command fails or takes longer than 30 seconds
 */
export function createObserver(command: string, environment: Readonly<Record<string, string>>): Observer {
  return sharing(async () => readObservation(await runCommand('--observe', command, environment)))
}

/**
 * Runs a command of the command line by the shell.
 *
 * @param option by which it was given, for the words of the verdict
 * @returns what it prints
 * @throws {Stop} not observable, when it fails or takes longer than 30 seconds
 */
export async function runCommand(
  option: string,
  command: string,
  environment: Readonly<Record<string, string>>,
): Promise<string> {
  try {
    const { stdout } = await promisify(exec)(command, {
      env: { ...process.env, ...environment },
      timeout: 30_000,
      maxBuffer: 64 * 1024 * 1024,
    })
    return stdout
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.slice(0, 300) : String(cause)
    throw new Stop(notObservable(`the command of ${option} failed: ${why}`))
  }
}

/** What was printed, with what of it is about one conversation. */
export function readObservation(text: string): Observation {
  const paragraphs = text.split(/\n\s*\n/)
  return {
    text,
    about(handle) {
      const found = handle === '' ? [] : paragraphs.filter((paragraph) => paragraph.includes(handle))
      return found.length === 0 ? undefined : found.join('\n\n')
    },
  }
}

/**
 * At most one at a time, each begun after the call that gets its outcome: who calls while one is under way gets
 * the next, together with everybody else who does.
 */
export function sharing<T>(work: () => Promise<T>): () => Promise<T> {
  let current: Promise<unknown> = Promise.resolve()
  let next: Promise<T> | undefined
  return () => {
    next ??= current.then(() => {
      next = undefined
      const running = work()
      current = running.catch(() => undefined)
      return running
    })
    return next
  }
}
