import type { Case, Profile } from './case.ts'
import { createExchangeLog } from './engine/create-exchange-log.ts'
import type { Lock } from './engine/create-lock.ts'
import type { ExchangeLog } from './engine/exchange-log.ts'
import type { Kit } from './engine/kit.ts'
import type { Outcome } from './outcome.ts'
import type { Entry } from './registry/entry.ts'
import { failed, notApplicable, notObservable, Stop, type Verdict } from './verdict.ts'

/** What to run, and how. */
export interface Run {
  readonly cases: readonly Case[]
  readonly registry: readonly Entry[]
  /** Makes the kit of one case. */
  readonly kit: (log: ExchangeLog, alone: boolean) => Kit
  /** Held while an exclusive case runs. */
  readonly lock: Lock
  /** `MAY` requirements that the plugin declares. */
  readonly declared: ReadonlySet<string>
  /** Whether what Balie promises beyond the specification counts. */
  readonly ours: boolean
  /** Whether cases run that need more than half a minute. */
  readonly slow: boolean
  /** How many cases at the same time. */
  readonly jobs: number
}

const PATIENCE = { quick: 90_000, slow: 200_000 }

/**
 * Runs the cases, some at the same time, and gives their outcomes in the order of the registry. A row of the
 * registry that has neither a case nor a reason why it cannot be seen is a failure of its own: so is a case for
 * an id that is in no row.
 */
export async function runCases(run: Run): Promise<readonly Outcome[]> {
  const asked = run.cases.filter(({ profile }) => run.ours || profile !== 'OURS')
  const outcomes = new Map<Case, Outcome>()
  const judge = async (one: Case) => {
    outcomes.set(one, await runCase(run, one))
  }
  // Slow ones first, so that the others run meanwhile.
  const queue = asked
    .filter((one) => !one.exclusive)
    .sort((a, b) => Number(b.slow ?? false) - Number(a.slow ?? false))
  const exclusive = asked.filter((one) => one.exclusive)
  const work = async () => {
    for (let one = queue.shift(); one; one = queue.shift()) await judge(one)
  }
  await Promise.all([
    inTurn(exclusive, (one) => run.lock(() => judge(one))),
    ...Array.from({ length: run.jobs }, work),
  ])
  const inOrder = run.registry.flatMap((entry) => {
    const own = asked.flatMap((one) => (one.id === entry.id ? (outcomes.get(one) ?? []) : []))
    return own.length > 0 ? own : withoutCase(entry, run)
  })
  return [...inOrder, ...strangers(run)]
}

async function inTurn(cases: readonly Case[], judge: (one: Case) => Promise<void>): Promise<void> {
  for (const one of cases) await judge(one)
}

async function runCase(run: Run, one: Case): Promise<Outcome> {
  const log = createExchangeLog()
  const began = Date.now()
  const verdict = await judgeCase(run, one, log)
  const { id, profile, title } = one
  return { id, profile, title, verdict, exchanges: log.exchanges, milliseconds: Date.now() - began }
}

async function judgeCase(run: Run, one: Case, log: ExchangeLog): Promise<Verdict> {
  if (one.profile === 'MAY' && !run.declared.has(one.id))
    return notApplicable(`the plugin does not declare it (--may ${one.id})`)
  if (one.slow && !run.slow) return notObservable('takes more than half a minute: needs --slow')
  const patience = one.slow ? PATIENCE.slow : PATIENCE.quick
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<Verdict>((resolve) => {
    timer = setTimeout(() => resolve(failed(`not finished within ${patience / 1000} s`)), patience)
  })
  const kit = run.kit(log, one.exclusive ?? false)
  try {
    return await Promise.race([one.run(kit), tooLong])
  } catch (cause) {
    return cause instanceof Stop ? cause.verdict : failed(`the case broke off: ${cause}`)
  } finally {
    clearTimeout(timer)
    await kit.tidyUp()
  }
}

function withoutCase(entry: Entry, run: Run): readonly Outcome[] {
  const { id, words: title, unseen, about } = entry
  const rest = { id, profile: undefined, title, exchanges: [], milliseconds: 0 }
  if (about !== undefined) return [{ ...rest, verdict: notApplicable(`about ${about}`) }]
  if (unseen !== undefined) return [{ ...rest, verdict: notObservable(unseen) }]
  const profiles = new Set<Profile>(run.cases.filter((one) => one.id === id).map(({ profile }) => profile))
  if (profiles.size > 0)
    return [{ ...rest, verdict: notApplicable('judged by the profile OURS only (--ours)') }]
  return [{ ...rest, verdict: failed('the kit has no case for it, and no reason why it cannot be seen') }]
}

function strangers({ cases, registry }: Run): readonly Outcome[] {
  const known = new Set(registry.map(({ id }) => id))
  return cases
    .filter(({ id }) => !known.has(id))
    .map(({ id, profile, title }) => ({
      id,
      profile,
      title,
      verdict: failed('a case for an id that the registry does not have'),
      exchanges: [],
      milliseconds: 0,
    }))
}
