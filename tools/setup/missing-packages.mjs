import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {string} [resolved]
 * @property {boolean} [link]
 * @property {boolean} [optional]
 * @property {boolean} [peer]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 */

/** @typedef {{ os: string, cpu: string, libc: 'glibc' | 'musl' | undefined }} Machine */

/** @returns {Machine} */
export function thisMachine() {
  return { os: process.platform, cpu: process.arch, libc: libcOfThisMachine() }
}

/**
 * What package-lock.json asks for and node_modules does not hold. npm writes what it has installed to a
 * lock file of its own when it is done, so an installation that was broken off misses everything. Compared
 * by content and not by age, because a checkout makes every file new.
 *
 * @param {string} root
 * @param {Machine} machine
 * @returns {string[]} folders below the root, empty when nothing needs to be installed
 */
export function missingPackages(root, machine) {
  const wanted = packagesOf(path.join(root, 'package-lock.json'))
  const present = packagesOf(path.join(root, 'node_modules', '.package-lock.json'))
  return Object.entries(wanted)
    .filter(([folder]) => folder.includes('node_modules/'))
    .filter(([, entry]) => isForMachine(entry, machine))
    .filter(([folder, entry]) => !isSame(entry, present[folder]) || isGone(root, folder, present[folder]))
    .map(([folder]) => folder)
}

/**
 * @param {string} file
 * @returns {Record<string, LockedPackage>}
 */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {}
  } catch {
    return {}
  }
}

/**
 * @param {LockedPackage} wanted
 * @param {LockedPackage | undefined} present
 */
function isSame(wanted, present) {
  if (present === undefined) return wanted.optional === true && !isBoundToMachine(wanted)
  return wanted.link === true ? present.resolved === wanted.resolved : present.version === wanted.version
}

/**
 * @param {string} root
 * @param {string} folder
 * @param {LockedPackage | undefined} present
 */
function isGone(root, folder, present) {
  return present !== undefined && !existsSync(path.join(root, folder))
}

/** @param {LockedPackage} entry */
function isBoundToMachine(entry) {
  return entry.os !== undefined || entry.cpu !== undefined
}

/**
 * @param {LockedPackage} entry
 * @param {Machine} machine
 */
function isForMachine(entry, machine) {
  const libc = entry.libc === undefined || machine.libc === undefined || entry.libc.includes(machine.libc)
  return allows(entry.os, machine.os) && allows(entry.cpu, machine.cpu) && libc
}

/**
 * @param {string[] | undefined} list names, or names to leave out with `!` before them
 * @param {string} name
 */
function allows(list, name) {
  if (list === undefined || list.length === 0 || list.includes('any')) return true
  if (list.includes(`!${name}`)) return false
  return list.includes(name) || list.every((item) => item.startsWith('!'))
}

/** @returns {'glibc' | 'musl' | undefined} */
function libcOfThisMachine() {
  if (process.platform !== 'linux') return undefined
  const report = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (process.report.getReport())
  return report.header.glibcVersionRuntime === undefined ? 'musl' : 'glibc'
}
