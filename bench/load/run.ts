// `npm run load`: what many people at once do to one Balie. Beside the bench, because nothing here is a ratio to
// something bare: it is whether memory stays flat, everybody is let in, and one abuser spoils it for the others.
import { OptionsInvalid } from '../../tools/command-line/options-invalid.ts'
import { startPostgres } from '../postgres.ts'
import type { Bench } from '../row.ts'
import { flood } from './flood.ts'
import { idle } from './idle.ts'
import { LOAD_USAGE, parseLoadOptions, type Scenario } from './options.ts'
import type { LoadScenario } from './scenario.ts'
import { talk } from './talk.ts'

const SCENARIOS: Readonly<Record<Scenario, LoadScenario>> = { talk, idle, flood }
const say = (sentence: string) => void process.stderr.write(`${sentence}\n`)

try {
  const options = parseLoadOptions(process.argv.slice(2))
  if (!options) process.stdout.write(LOAD_USAGE)
  else {
    await using postgres = await startPostgres()
    await using started = new AsyncDisposableStack()
    const bench: Bench = { postgres, started, sessions: 0, say }
    for (const line of await SCENARIOS[options.scenario](bench, options)) process.stdout.write(`${line}\n`)
  }
} catch (error) {
  const known = error instanceof OptionsInvalid
  say(
    known
      ? `${error.message}\n\n${LOAD_USAGE}`
      : error instanceof Error
        ? (error.stack ?? '')
        : String(error),
  )
  // Explicit: the library that runs PostgreSQL ends the process with 0 where only `exitCode` is set.
  process.exit(1)
}
