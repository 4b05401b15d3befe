import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the clone. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..')

/** @param {string} root */
export function binFolder(root) {
  return path.join(root, 'node_modules', '.bin')
}

/**
 * The environment in which everything runs once it is installed: the commands of the clone come first, so
 * that `node` is the pinned one.
 *
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function installedEnvironment(root, env) {
  return { ...env, PATH: [binFolder(root), outsidePath(root, env)].join(path.delimiter) }
}

/**
 * PATH without the clone's own commands: npm must not run on a node that it is about to replace.
 *
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 */
export function outsidePath(root, env) {
  return (env['PATH'] ?? '')
    .split(path.delimiter)
    .filter((folder) => !folder.startsWith(path.join(root, 'node_modules')))
    .join(path.delimiter)
}
