import { findChromium } from './chromium.mjs'
import { findProgram, pathWithServers } from './find-program.mjs'
import { Problem } from './problem.mjs'
import { runQuietly } from './run.mjs'
import { whileSaying } from './say.mjs'
import { withoutDaemons } from './without-daemons.mjs'

/**
 * @typedef {object} Program
 * @property {string} name as people call it
 * @property {readonly string[]} packages of Debian
 * @property {(env: NodeJS.ProcessEnv) => string | undefined} find
 */

/** @param {string} program @param {string} name @returns {Program} */
const server = (program, name) => ({
  name,
  packages: [program],
  find: (env) => findProgram(program, pathWithServers(env)),
})

/** @type {readonly Program[]} */
const PROGRAMS = [
  { name: 'Chromium', packages: ['chromium', 'fonts-liberation'], find: findChromium },
  server('nginx', 'nginx'),
  server('haproxy', 'HAProxy'),
  server('redis-server', 'Redis'),
]

/**
 * Finds the programs that the end-to-end tests run, and installs Debian's of those that are missing, in one call, when
 * this user may. No service is started by it.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ BALIE_CHROMIUM: string, PATH: string }>} for the tests: the browser, and a PATH with the servers
 * @throws {Problem} with the command to give, when they cannot be installed from here
 */
export async function provideEndToEndPrograms(env) {
  const missing = PROGRAMS.filter(({ find }) => find(env) === undefined)
  if (missing.length > 0) await installMissing(missing, env)
  return { BALIE_CHROMIUM: findChromium(env) ?? '', PATH: pathWithServers(env) }
}

const OR_ELSE = 'Everything else can be tested with `npm test -- --only checks --only unit`.'

/**
 * @param {readonly Program[]} missing
 * @param {NodeJS.ProcessEnv} env
 */
async function installMissing(missing, env) {
  const names = list(missing)
  const packages = missing.flatMap((program) => program.packages)
  const command = `apt-get install ${packages.join(' ')}`
  const needed = `The end-to-end tests need ${names}, which this machine lacks.`
  const named = missing.some(({ name }) => name === 'Chromium')
    ? ' BALIE_CHROMIUM can name another browser, such as Google Chrome.'
    : ''
  const apt = findProgram('apt-get', env['PATH'])
  if (apt === undefined) throw new Problem(`${needed} Install ${names}.${named} ${OR_ELSE}`)
  if (process.getuid?.() !== 0) {
    throw new Problem(`${needed} This user may not install: run \`sudo ${command}\`.${named} ${OR_ELSE}`)
  }
  const size = named === '' ? '' : ' (about 300 MB)'
  await whileSaying(`Installing ${names} with apt-get${size}`, async () => {
    const said = await withoutDaemons(() => installDebian(apt, packages, env))
    if (said === undefined) return
    throw new Problem(
      `${needed} They could not be installed. Try \`${command}\` by hand.${named} ${OR_ELSE}\n\napt-get said:\n${said}`,
    )
  })
  const still = missing.filter(({ find }) => find(env) === undefined)
  if (still.length > 0)
    throw new Problem(`apt-get says that it installed ${list(still)}, and there is none.${named} ${OR_ELSE}`)
}

/**
 * @param {string} apt
 * @param {readonly string[]} packages
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string | undefined>} its last words when it failed
 */
async function installDebian(apt, packages, env) {
  const where = { cwd: '/', env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } }
  const update = await runQuietly(apt, ['update'], where)
  const ending = await runQuietly(apt, ['install', '--yes', '--no-install-recommends', ...packages], where)
  if (ending.code === 0) return undefined
  const said = `${update.code === 0 ? '' : update.output}${ending.output}`
  return said.trim().split('\n').slice(-8).join('\n')
}

/** @param {readonly Program[]} programs @returns {string} their names, as a person lists them */
function list(programs) {
  const names = programs.map(({ name }) => name)
  const last = names.pop() ?? ''
  return names.length === 0 ? last : `${names.join(', ')} and ${last}`
}
