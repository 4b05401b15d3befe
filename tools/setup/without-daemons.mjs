import { rmSync, writeFileSync } from 'node:fs'

/** What Debian's packages ask before they start a service; 101 is "not allowed". */
export const POLICY = '/usr/sbin/policy-rc.d'
const REFUSE = '#!/bin/sh\n# Made by `npm test` of Balie while it installs; it goes by itself.\nexit 101\n'

/** @type {NodeJS.Signals[]} */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Runs an installation during which no package starts its daemon. A policy that is there already stays as it is, and
 * decides; ours is gone afterwards, also when the work fails or is interrupted.
 *
 * @template T
 * @param {() => Promise<T>} work
 * @param {string} [policy] another place, for tests
 * @returns {Promise<T>}
 */
export async function withoutDaemons(work, policy = POLICY) {
  if (!refuse(policy)) return work()
  const remove = () => rmSync(policy, { force: true })
  const interrupted = (/** @type {NodeJS.Signals} */ signal) => {
    remove()
    process.kill(process.pid, signal)
  }
  for (const signal of SIGNALS) process.once(signal, interrupted)
  try {
    return await work()
  } finally {
    for (const signal of SIGNALS) process.off(signal, interrupted)
    remove()
  }
}

/**
 * @param {string} policy
 * @returns {boolean} whether it was made now
 */
function refuse(policy) {
  try {
    writeFileSync(policy, REFUSE, { mode: 0o755, flag: 'wx' })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}
