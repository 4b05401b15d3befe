// Runs one command with a PostgreSQL of its own, for tests that need one:
// `node --conditions=source tools/test-run/with-postgres.ts node --conditions=source --test some.test.ts`.
import { runInFront } from '../setup/run.mjs'
import { withTestPostgres } from './test-postgres.ts'

const [program, ...args] = process.argv.slice(2)
if (program === undefined) {
  console.error('Give the command to run, for example: node --conditions=source --test some.test.ts')
  process.exitCode = 2
} else {
  process.exitCode = await withTestPostgres((databaseUrl) => {
    const env = { ...process.env, BALIE_TEST_DATABASE_URL: databaseUrl }
    return runInFront(program, args, { cwd: process.cwd(), env })
  })
}
