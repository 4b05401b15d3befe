// What `npm test` does once everything is installed: the steps of steps.ts, until one fails.
import path from 'node:path'
import { runInFront } from '../setup/run.mjs'
import { say } from '../setup/say.mjs'
import type { Step } from './step.ts'
import { STEPS } from './steps.ts'
import { type Outcome, summary } from './summary.ts'
import { withTestPostgres } from './test-postgres.ts'

/** Hundreds of processes load the same files: each is compiled once. */
const COMPILED = path.resolve('node_modules', '.cache', 'compiled')

const wanted = process.argv.slice(2)
const outcomes: Outcome[] = []
for (const step of STEPS.filter(isWanted)) {
  const failed = outcomes.some(({ ended }) => ended?.code !== 0)
  outcomes.push(failed ? { step } : { step, ended: await runStep(step) })
}

say(`\n${summary(outcomes)}`)
process.exitCode = outcomes.every(({ ended }) => ended?.code === 0) ? 0 : 1

function isWanted({ parts }: Step): boolean {
  return wanted.length === 0 || parts.some((part) => wanted.includes(part))
}

async function runStep(step: Step) {
  say(`\n== ${step.title}`)
  const began = performance.now()
  const run = (extra: NodeJS.ProcessEnv) =>
    runInFront(step.program, step.args, {
      cwd: process.cwd(),
      env: { ...process.env, NODE_COMPILE_CACHE: COMPILED, ...extra },
    })
  const code = step.database
    ? await withTestPostgres((databaseUrl) => run({ BALIE_TEST_DATABASE_URL: databaseUrl }))
    : await run({})
  return { code, milliseconds: performance.now() - began }
}
