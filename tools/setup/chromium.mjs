import { findProgram, isExecutable } from './find-program.mjs'
import { Problem } from './problem.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/**
 * The browser for the end-to-end tests: BALIE_CHROMIUM when it is set, else Chromium or Chrome on PATH.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | undefined}
 * @throws {Problem} when the one that is named is not there
 */
export function findChromium(env) {
  const named = env['BALIE_CHROMIUM']
  if (named !== undefined && named !== '') {
    if (isExecutable(named)) return named
    throw new Problem(`BALIE_CHROMIUM is ${named}, and there is no program there.`)
  }
  for (const name of NAMES) {
    const found = findProgram(name, env['PATH'])
    if (found !== undefined) return found
  }
  return ELSEWHERE.find(isExecutable)
}
