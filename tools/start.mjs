// `npm start`: from a fresh clone to a running demo. Plain JavaScript for Node 20, because nothing is
// installed yet when it begins.
import path from 'node:path'
import { install } from './setup/install.mjs'
import { checkNodeVersion } from './setup/node-version.mjs'
import { Problem, runCommand } from './setup/problem.mjs'
import { ROOT } from './setup/repository.mjs'
import { runInFront, runQuietly } from './setup/run.mjs'
import { whileSaying } from './setup/say.mjs'

const COMMAND = path.join(ROOT, 'packages', 'server', 'src', 'cli', 'balie.ts')

await runCommand(async () => {
  checkNodeVersion(process.version)
  const { node, env } = await install(ROOT)
  await whileSaying('Building the pages', () => buildPages(env))
  const words = process.argv.slice(2)
  return runInFront(node, ['--conditions=source', COMMAND, 'demo', ...words], { cwd: ROOT, env })
})

/** @param {NodeJS.ProcessEnv} env */
async function buildPages(env) {
  const ending = await runQuietly('vite', ['build', '--logLevel', 'warn'], {
    cwd: path.join(ROOT, 'packages', 'web'),
    env,
  })
  if (ending.code !== 0) throw new Problem(`The pages could not be built:\n${ending.output}`)
}
