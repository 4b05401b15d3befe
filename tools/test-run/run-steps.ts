// What `npm test` does once everything is installed: the steps of steps.ts, until one fails.
import { runInFront } from '../setup/run.mjs'
import { say } from '../setup/say.mjs'
import type { Step } from './step.ts'
import { STEPS } from './steps.ts'
import { type Outcome, summary } from './summary.ts'
import { startTestPostgres, type TestPostgres } from './test-postgres.ts'

const wanted = process.argv.slice(2)
const steps = STEPS.filter(({ part }) => wanted.length === 0 || wanted.includes(part))
const outcomes = await runSteps(steps)

say(`\n${summary(outcomes)}`)
process.exitCode = outcomes.every(({ ended }) => ended?.code === 0) ? 0 : 1

async function runSteps(steps: readonly Step[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  let database: TestPostgres | undefined
  try {
    for (const step of steps) {
      if (outcomes.some(({ ended }) => ended?.code !== 0)) {
        outcomes.push({ step })
        continue
      }
      if (step.database) database ??= await startTestPostgres()
      outcomes.push({ step, ended: await runStep(step, database) })
    }
  } finally {
    await database?.stop()
  }
  return outcomes
}

async function runStep(step: Step, database: TestPostgres | undefined) {
  say(`\n== ${step.title}`)
  const began = performance.now()
  const address = step.database && database ? { BALIE_TEST_DATABASE_URL: database.url } : {}
  const where = { cwd: process.cwd(), env: { ...process.env, ...address } }
  const code = await runInFront(step.program, step.args, where)
  return { code, milliseconds: performance.now() - began }
}
