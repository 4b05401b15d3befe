import { accessSync, constants } from 'node:fs'
import path from 'node:path'
import { Problem } from './problem.mjs'
import { runQuietly } from './run.mjs'
import { whileSaying } from './say.mjs'

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
 */
export function findChromium(env) {
  const named = env['BALIE_CHROMIUM']
  if (named !== undefined && named !== '') return named
  const folders = (env['PATH'] ?? '').split(path.delimiter)
  const candidates = [
    ...NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))),
    ...ELSEWHERE,
  ]
  return candidates.find(isExecutable)
}

/**
 * Finds the browser, and installs Debian's when there is none and this user may.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string>} its path
 * @throws {Problem} with the command to give, when it cannot be installed from here
 */
export async function provideChromium(env) {
  const found = findChromium(env)
  if (found !== undefined) {
    if (isExecutable(found)) return found
    throw new Problem(`BALIE_CHROMIUM is ${found}, and there is no program there.`)
  }
  const apt = onPath('apt-get', env)
  if (apt === undefined) throw new Problem(`${MISSING} Install Chromium or Google Chrome, ${OR_ELSE}`)
  if (process.getuid?.() !== 0) {
    throw new Problem(
      `${MISSING} This user may not install it. Run \`sudo apt-get install chromium\`, ${OR_ELSE}`,
    )
  }
  await whileSaying('Installing Chromium with apt-get (about 300 MB)', () => installDebian(apt, env))
  const installed = findChromium(env)
  if (installed === undefined) throw new Problem(`${MISSING} apt-get says that it installed it. ${OR_ELSE}`)
  return installed
}

const MISSING = 'The end-to-end tests need Chromium, which is not on this machine.'
const OR_ELSE =
  'or set BALIE_CHROMIUM to the path of one; everything else can be tested with `npm test -- --only checks --only unit`.'

/**
 * @param {string} apt
 * @param {NodeJS.ProcessEnv} env
 */
async function installDebian(apt, env) {
  const where = { cwd: '/', env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } }
  const words = ['install', '--yes', '--no-install-recommends', 'chromium', 'fonts-liberation']
  const update = await runQuietly(apt, ['update'], where)
  const ending = await runQuietly(apt, words, where)
  if (ending.code === 0) return
  const said = `${update.code === 0 ? '' : update.output}${ending.output}`
    .trim()
    .split('\n')
    .slice(-8)
    .join('\n')
  throw new Problem(
    `Chromium could not be installed. Try \`apt-get install chromium\` by hand, ${OR_ELSE}\n\napt-get said:\n${said}`,
  )
}

/**
 * @param {string} name
 * @param {NodeJS.ProcessEnv} env
 */
function onPath(name, env) {
  const folders = (env['PATH'] ?? '').split(path.delimiter)
  return folders.map((folder) => path.join(folder, name)).find(isExecutable)
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
