// `npm test`: from a fresh clone to every check and test. Plain JavaScript for Node 20, because nothing is
// installed yet when it begins; what follows is in test-run/.
import path from 'node:path'
import { parseArgs } from 'node:util'
import { provideEndToEndPrograms } from './setup/end-to-end-programs.mjs'
import { install } from './setup/install.mjs'
import { checkNodeVersion } from './setup/node-version.mjs'
import { Problem, runCommand } from './setup/problem.mjs'
import { ROOT } from './setup/repository.mjs'
import { runInFront } from './setup/run.mjs'
import { say } from './setup/say.mjs'

const PARTS = ['checks', 'unit', 'e2e']
const HELP = `npm test                        everything: checks, unit and integration tests, end-to-end tests
npm test -- --only checks       format, lint, types and the house checks
npm test -- --only unit         unit and integration tests, on a PostgreSQL of their own
npm test -- --only e2e          whole stories in Chromium, and behind nginx and HAProxy
--only may be given more than once. BALIE_CHROMIUM names another browser than the one on PATH.
One file: see CONTRIBUTING.md.`

await runCommand(async () => {
  const wanted = readWords()
  if (wanted === undefined) {
    say(HELP)
    return 0
  }
  checkNodeVersion(process.version)
  const { node, env } = await install(ROOT)
  const programs = wanted.includes('e2e') ? await provideEndToEndPrograms(env) : {}
  const steps = path.join(ROOT, 'tools', 'test-run', 'run-steps.ts')
  return runInFront(node, ['--conditions=source', steps, ...wanted], {
    cwd: ROOT,
    env: { ...env, ...programs },
  })
})

/** @returns {string[] | undefined} the parts to run, in their order; nothing when help was asked */
function readWords() {
  const { help, only } = parse()
  if (help) return undefined
  const unknown = only.find((part) => !PARTS.includes(part))
  if (unknown !== undefined) {
    throw new Problem(`There is no part "${unknown}". Known are ${PARTS.join(', ')}.`)
  }
  return only.length === 0 ? PARTS : PARTS.filter((part) => only.includes(part))
}

function parse() {
  try {
    const { values } = parseArgs({
      options: { help: { type: 'boolean', short: 'h' }, only: { type: 'string', multiple: true } },
    })
    return { help: values.help === true, only: values.only ?? [] }
  } catch (error) {
    throw new Problem(`${error instanceof Error ? error.message : error}\n\n${HELP}`)
  }
}
