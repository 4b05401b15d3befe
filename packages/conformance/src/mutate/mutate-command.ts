import { createExchangeLog } from '../engine/create-exchange-log.ts'
import { createKits } from '../engine/create-kit.ts'
import { createLock } from '../engine/create-lock.ts'
import { whyOf } from '../outcome.ts'
import { readOptions } from '../read-options.ts'
import { Stop } from '../verdict.ts'
import { type Trials, tryMutants } from './try-mutants.ts'

/** By how much a refusal may take longer than a lookup, milliseconds. */
const MORE_THAN_A_LOOKUP = 5
/** So many mutants are shown in full. */
const SHOWN = 3
/** A million takes a while. */
const TOLD_EVERY = 50_000

const HELP = `idcontact-conformance mutate <internal URL> --keys FILE --purpose TAG --attributes JSON [options]

Sends mutants of genuine results to attr URLs of the plugin: changed bits, parts, headers and spellings, splices of
two, in the envelope and inside it. None may be taken, the plugin may not break, and a refusal may not cost much
more than the lookup of an attr URL that is not there.

  --count N      how many, 20,000 by default
  --seed S       which ones: the same seed makes the same changes; 1 by default
  --jobs N       how many at the same time, 8 by default
  --strict       the 99th percentile counts; on a machine that has other things to do only the median can
  --observe, --actions   as of the kit itself

Exit status: 0 none was taken, 1 otherwise, 2 the command is not complete.
`

/** `idcontact-conformance mutate`. @returns the exit status */
export async function mutateCommand(args: readonly string[], print: (text: string) => void): Promise<number> {
  const read = readArguments(args)
  if (typeof read === 'string') {
    print(read)
    return args.includes('--help') ? 0 : 2
  }
  const { judging, count, seed, strict } = read
  const { subject, actions, observer } = judging
  const kit = createKits({
    subject,
    actions,
    observer,
    farSide: undefined,
    askAuthentication: undefined,
    seen: { forms: false },
    lock: createLock(),
  })(createExchangeLog(), false)
  const began = Date.now()
  try {
    const progress = (done: number) => {
      if (done % TOLD_EVERY === 0 && done < count) print(`${done} so far\n`)
    }
    const trials = await tryMutants(kit, { count, seed, jobs: judging.jobs, progress })
    print(describe(trials, seed, Date.now() - began))
    return isGood(trials, strict) ? 0 : 1
  } catch (cause) {
    if (!(cause instanceof Stop)) throw cause
    print(`${cause.verdict.verdict}: ${whyOf(cause.verdict)}\n`)
    return cause.verdict.verdict === 'not_applicable' ? 0 : 1
  }
}

/** None taken, nothing broken, and refused fast enough: by the 99th percentile, or at least by the median. */
function isGood({ taken, broke, refusal, lookup, verdict }: Trials, strict: boolean): boolean {
  const more = strict ? refusal.p99 - lookup.p99 : refusal.p50 - lookup.p50
  const slow = more > MORE_THAN_A_LOOKUP
  return taken.length === 0 && broke.length === 0 && verdict.verdict !== 'failed' && !slow
}

function describe(trials: Trials, seed: number, milliseconds: number): string {
  const { sent, skipped, statuses, taken, broke, refusal, lookup, verdict } = trials
  const rate = Math.round((sent / milliseconds) * 1000)
  const counts = [...statuses].map(([status, count]) => `${count} times ${status}`).join(', ')
  const mutants = (title: string, list: Trials['taken']) =>
    list.slice(0, SHOWN).map(({ how, token }) => `${title}: ${how}: ${token}`)
  return [
    `${sent} mutants of seed ${seed} in ${(milliseconds / 1000).toFixed(1)} s (${rate} a second): ${counts}`,
    `${skipped} changes left out, which left the same bytes`,
    `taken: ${taken.length}; broken on: ${broke.length}; what agents see: ${verdict.verdict} ${whyOf(verdict)}`.trim(),
    `refusal p50 ${refusal.p50.toFixed(2)} ms, p99 ${refusal.p99.toFixed(2)} ms; ` +
      `lookup p50 ${lookup.p50.toFixed(2)} ms, p99 ${lookup.p99.toFixed(2)} ms (${refusal.count} of each); ` +
      `p99 above a lookup: ${(refusal.p99 - lookup.p99).toFixed(2)} ms, at most ${MORE_THAN_A_LOOKUP}`,
    ...mutants('taken', taken),
    ...mutants('broken on', broke),
    '',
  ].join('\n')
}

function readArguments(args: readonly string[]) {
  try {
    const rest = [...args]
    const count = takeNumber(rest, '--count', 20_000)
    const seed = takeNumber(rest, '--seed', 1)
    const strict = rest.includes('--strict')
    const options = readOptions(rest.filter((argument) => argument !== '--strict'))
    return options === undefined ? HELP : { judging: options.judging, count, seed, strict }
  } catch (cause) {
    return `${cause instanceof Error ? cause.message : cause}\n\n${HELP}`
  }
}

/** Takes an option that the kit itself does not have out of the arguments. */
function takeNumber(args: string[], option: string, otherwise: number): number {
  const at = args.indexOf(option)
  if (at < 0) return otherwise
  const [, text = ''] = args.splice(at, 2)
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1) throw new Error(`${option} is no number`)
  return value
}
