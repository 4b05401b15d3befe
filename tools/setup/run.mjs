import { spawn } from 'node:child_process'

/**
 * @typedef {object} Ending
 * @property {number} code exit code; 127 when the program does not exist, 128 plus the number after a signal
 * @property {string} output what it printed, when it was captured
 */

const SIGNAL_NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }

/**
 * Runs a program with its output kept for afterwards.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} where
 * @returns {Promise<Ending>}
 */
export function runQuietly(program, args, where) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { ...where, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const keep = (/** @type {Buffer} */ chunk) => {
      output += chunk.toString('utf8')
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', (error) => resolve({ code: 127, output: `${output}${error.message}` }))
    child.on('close', (code, signal) => resolve({ code: exitCode(code, signal), output }))
  })
}

/**
 * Runs a program in the foreground: its output is ours, and so are the signals that stop us.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} where
 * @returns {Promise<number>} its exit code
 */
export function runInFront(program, args, where) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { ...where, stdio: 'inherit' })
    const forward = (/** @type {NodeJS.Signals} */ signal) => {
      // Ctrl-C on a terminal reaches the whole group already: a second one would mean "now, without care".
      if (signal === 'SIGINT' && process.stdin.isTTY) return
      child.kill(signal)
    }
    /** @type {NodeJS.Signals[]} */
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
    for (const signal of signals) process.on(signal, forward)
    const end = (/** @type {number} */ code) => {
      for (const signal of signals) process.off(signal, forward)
      resolve(code)
    }
    child.on('error', (error) => {
      console.error(error.message)
      end(127)
    })
    child.on('close', (code, signal) => end(exitCode(code, signal)))
  })
}

/**
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
function exitCode(code, signal) {
  if (code !== null) return code
  const numbers = /** @type {Record<string, number>} */ (SIGNAL_NUMBERS)
  return 128 + (numbers[signal ?? ''] ?? 0)
}
