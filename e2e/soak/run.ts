import { OptionsInvalid } from '../../tools/command-line/options-invalid.ts'
import { parseOptions, USAGE } from './options.ts'
import { runSoak, type SoakOutcome } from './soak.ts'

const say = (sentence: string) => void process.stderr.write(`${sentence}\n`)

try {
  process.exit(await main(process.argv.slice(2)))
} catch (error) {
  const known = error instanceof OptionsInvalid
  say(known ? `${error.message}\n\n${USAGE}` : error instanceof Error ? (error.stack ?? '') : String(error))
  process.exit(1)
}

async function main(given: readonly string[]): Promise<number> {
  const options = parseOptions(given)
  if (options.help) {
    process.stdout.write(USAGE)
    return 0
  }
  const begun = performance.now()
  const outcome = await runSoak(options, (sentence) => {
    say(`${((performance.now() - begun) / 1000).toFixed(0).padStart(5)} s  ${sentence}`)
  })
  process.stdout.write(summary(outcome))
  return outcome.broken.length === 0 ? 0 : 1
}

function summary({ broken, kills, conversations, messages, deeds, seconds }: SoakOutcome): string {
  const victims = kills.flatMap((one) => one.victims)
  const times = kills.map(({ readyAfter }) => readyAfter).sort((a, b) => a - b)
  const own = kills.map(({ readyAfter, processorWait }) => readyAfter - processorWait).sort((a, b) => a - b)
  const second = (time = 0) => `${(time / 1000).toFixed(1)} s`
  const count = (victim: string) => `${victims.filter((one) => one === victim).length} of ${victim}`
  return `
${victims.length} kills (${['node 1', 'node 2', 'PostgreSQL'].map(count).join(', ')}) in ${seconds.toFixed(0)} s
${conversations} conversations, ${messages} acknowledged messages
${deeds.taken} taken, ${deeds.shown} shown, ${deeds.opened} opened, ${deeds.loggedOut} logged out
ready again by the clock: median ${second(times[Math.floor(times.length / 2)])}, slowest ${second(times.at(-1))}
the same less what the nodes waited for a processor: median ${second(own[Math.floor(own.length / 2)])}, slowest ${second(own.at(-1))}
PostgreSQL itself was back after at most ${second(Math.max(...kills.map(({ databaseAfter }) => databaseAfter)))}
${broken.length === 0 ? 'every promise was kept' : `${broken.length} promises were broken:\n${broken.join('\n')}`}
`
}
