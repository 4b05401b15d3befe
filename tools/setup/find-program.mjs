import { accessSync, constants } from 'node:fs'
import path from 'node:path'

/** Where Debian puts servers; it is on the PATH of root only. */
const SERVERS = '/usr/sbin'

/**
 * PATH with the folder of servers at its end.
 *
 * @param {NodeJS.ProcessEnv} env
 */
export function pathWithServers(env) {
  const folders = (env['PATH'] ?? '').split(path.delimiter)
  return folders.includes(SERVERS) ? folders.join(path.delimiter) : [...folders, SERVERS].join(path.delimiter)
}

/**
 * @param {string} name
 * @param {string | undefined} folders as PATH has them
 * @returns {string | undefined} the path of the first program of that name
 */
export function findProgram(name, folders) {
  return (folders ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find(isExecutable)
}

/** @param {string} file */
export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
