import { Problem } from './problem.mjs'

const OLDEST = 20

/**
 * @param {string} version such as `v20.11.1`
 * @throws {Problem} when it is too old to begin with
 */
export function checkNodeVersion(version) {
  const major = Number.parseInt(version.replace(/^v/, ''), 10)
  if (major >= OLDEST) return
  throw new Problem(
    `This is Node ${version}, and Balie needs Node ${OLDEST} or later to begin (it then fetches the version that it runs on by itself). Install a newer one from https://nodejs.org or your package manager.`,
  )
}
