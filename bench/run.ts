import { cpus, loadavg, totalmem } from 'node:os'
import { OptionsInvalid } from '../tools/command-line/options-invalid.ts'
import { formatTable } from './format-table.ts'
import { type Options, parseOptions, USAGE } from './options.ts'
import { type Postgres, startPostgres } from './postgres.ts'
import type { Row } from './row.ts'
import { authResultRow } from './rows/auth-result.ts'
import { chatRow } from './rows/chat.ts'
import { citizenMemoryRow } from './rows/citizen-memory.ts'
import { firstPageRow } from './rows/first-page.ts'
import { growthRow } from './rows/growth.ts'
import { readyRow } from './rows/ready.ts'
import { restMemoryRow } from './rows/rest-memory.ts'
import { startCommunicationRow } from './rows/start-communication.ts'
import { judge, type Round, type Verdict } from './verdict.ts'

const ROWS = [
  startCommunicationRow,
  authResultRow,
  chatRow,
  citizenMemoryRow,
  firstPageRow,
  growthRow,
  readyRow,
  restMemoryRow,
]
const WARM_UP_SECONDS = 3

const say = (sentence: string) => void process.stderr.write(`${sentence}\n`)

try {
  await main(parseOptions(process.argv.slice(2)))
} catch (error) {
  const known = error instanceof OptionsInvalid
  say(known ? `${error.message}\n\n${USAGE}` : error instanceof Error ? (error.stack ?? '') : String(error))
  // Explicit: the library that runs PostgreSQL ends the process with 0 where only `exitCode` is set.
  process.exit(1)
}

async function main(options: Options): Promise<void> {
  if (options.help) {
    process.stdout.write(USAGE)
    return
  }
  const load = loadavg()[0]?.toFixed(2)
  await using postgres = await startPostgres()
  const outcome: { row: Row; verdicts: readonly Verdict[] }[] = []
  for (const row of ROWS.filter(({ number }) => options.rows.includes(number))) {
    const rounds = await runRow(postgres, row, options)
    outcome.push({ row, verdicts: row.lines.map((line) => judge(line, rounds)) })
  }
  process.stdout.write(`${machine()}; load before it ${load}; ${postgres.about}
${new Date().toISOString().slice(0, 10)}; ${options.rounds} rounds of ${options.seconds} s bare and ${options.seconds} s ours

${formatTable(outcome)}
`)
}

async function runRow(
  postgres: Postgres,
  row: Row,
  { rounds, seconds, sessions }: Options,
): Promise<Round[]> {
  await using started = new AsyncDisposableStack()
  say(`Row ${row.number}, ${row.name}: starting and warming up ...`)
  const contest = await row.prepare({ postgres, started, sessions, say }, WARM_UP_SECONDS)
  const measured: Round[] = []
  for (let round = 1; round <= rounds; round += 1) {
    const bare = await contest.bare?.(seconds)
    const ours = await contest.ours(seconds)
    measured.push({ ...(bare && { bare }), ours })
    const figures = row.lines
      .filter(({ goal }) => goal)
      .map(
        ({ key, unit }) =>
          `${bare ? `bare ${show(bare[key])} ${unit}, ` : ''}ours ${show(ours[key])} ${unit}`,
      )
    say(`Row ${row.number}, round ${round} of ${rounds}: ${figures.join('; ')}`)
  }
  return measured
}

function show(value: number | undefined): string {
  return value === undefined ? '?' : value.toPrecision(4)
}

function machine(): string {
  const [cpu] = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  return `${cpus().length} x ${cpu?.model.trim() ?? 'unknown processor'}, ${memory} GB; Node ${process.versions.node}`
}
