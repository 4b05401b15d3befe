// Runs one command with a PostgreSQL of its own: `node tools/test-run/with-postgres.ts node --test ...`.
import { runInFront } from '../setup/run.mjs'
import { startTestPostgres } from './test-postgres.ts'

const [program, ...args] = process.argv.slice(2)
if (program === undefined) {
  console.error('Give the command to run, for example: node --conditions=source --test some.test.ts')
  process.exitCode = 2
} else {
  const database = await startTestPostgres()
  try {
    const env = { ...process.env, BALIE_TEST_DATABASE_URL: database.url }
    process.exitCode = await runInFront(program, args, { cwd: process.cwd(), env })
  } finally {
    await database.stop()
  }
}
