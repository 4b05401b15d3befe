import { craftingFor } from '../cases/threats/crafting-for.ts'
import { craftGenuine } from '../crafting/craft-genuine.ts'
import { type Genuine, type Mutant, mutateToken } from '../crafting/mutate-token.ts'
import { SeededRandom } from '../crafting/seeded-random.ts'
import type { Canary } from '../engine/canary.ts'
import type { Kit, Session } from '../engine/kit.ts'
import { allOf, expect, failed, notApplicable, Stop, type Verdict } from '../verdict.ts'
import { delivered } from '../words/delivered.ts'
import { percentile } from './percentile.ts'
import { createPoster, type Poster } from './post-tokens.ts'

/** How many mutants, and how. */
export interface Trial {
  readonly count: number
  readonly seed: number
  /** How many at the same time. */
  readonly jobs: number
  /** Told after each batch. */
  readonly progress?: (done: number) => void
}

/** What came of it. Times in milliseconds. */
export interface Trials {
  readonly sent: number
  /** Left out, because a change left the same bytes. */
  readonly skipped: number
  /** How many of each status. */
  readonly statuses: ReadonlyMap<number, number>
  /** Mutants that were answered with 2xx, where junk was not: at most twenty. */
  readonly taken: readonly Mutant[]
  /** Mutants on which the plugin broke (5xx, or no answer): at most twenty. */
  readonly broke: readonly Mutant[]
  /** How a refusal compares with the lookup of an attr URL that is not there, measured alternately. */
  readonly refusal: Latency
  readonly lookup: Latency
  /** Whether agents saw only the genuine results that were sent afterwards to the same sessions. */
  readonly verdict: Verdict
}

export interface Latency {
  readonly count: number
  readonly p50: number
  readonly p99: number
}

/** Results live for five minutes: after so many mutants there are new genuine ones. */
const BATCH = 2000
/** Of each batch, so many are measured one by one. */
const MEASURED = 200
const PEOPLE = 6
/** At the end so many sessions are looked at. */
const JUDGED = 20

/**
 * Sends mutants of genuine results to attr URLs of the plugin: none may be taken, and it may not break. The genuine
 * ones themselves are used up first, so that one which is only spelled otherwise is a replay.
 *
 * @throws {Stop} not applicable, when the plugin gives no attr URL
 */
export async function tryMutants(kit: Kit, { count, seed, jobs, progress }: Trial): Promise<Trials> {
  const random = new SeededRandom(seed)
  const poster = createPoster(jobs)
  const tally = createTally()
  const targets: Target[] = []
  try {
    for (let done = 0; done < count; ) {
      const target = await aim(kit)
      targets.push(target)
      const mutants = breed(kit, target, Math.min(BATCH, count - done), random)
      done += mutants.length
      const measured = mutants.splice(0, MEASURED)
      await together(mutants, jobs, async (mutant) =>
        tally.note(target, mutant, await poster.post(target.attrUrl, mutant.token)),
      )
      await measure(poster, target, measured, tally)
      tally.skipped += target.skipped
      progress?.(done)
    }
    const result = tally.result()
    // One that was taken stands in the way of what would be looked for.
    const verdict = result.taken.length > 0 ? failed('mutants were taken') : await judge(kit, targets)
    return { ...result, verdict }
  } finally {
    poster.close()
  }
}

/** A session at which mutants are sent, and the people whose results they are made of. */
interface Target {
  readonly session: Session
  readonly attrUrl: string
  readonly people: readonly Canary[]
  readonly genuine: readonly Genuine[]
  /** Whether even junk is answered with 2xx here: then a status says nothing. */
  readonly deaf: boolean
  skipped: number
}

async function aim(kit: Kit): Promise<Target> {
  const session = await kit.newSession()
  const { attrUrl } = session
  if (attrUrl === undefined) throw new Stop(notApplicable('the plugin gives no attr_url'))
  await kit.enter(session)
  const people = Array.from({ length: PEOPLE }, () => kit.canary())
  const genuine = people.map((person) => craftGenuine(craftingFor(kit, person)))
  for (const one of genuine) {
    // Used up, by somebody who never begins.
    const { status } = await kit.deliver(await kit.newSession(), one.jwe)
    if (status === 0 || status >= 400) throw new Stop(failed(`a genuine result is answered with ${status}`))
  }
  const junk = await kit.send('POST', attrUrl, {
    headers: { 'content-type': 'application/jwt' },
    body: 'junk',
  })
  return { session, attrUrl, people, genuine, deaf: junk.status < 300, skipped: 0 }
}

function breed(kit: Kit, target: Target, count: number, random: SeededRandom): Mutant[] {
  const mutants: Mutant[] = []
  while (mutants.length < count) {
    const [one, other] = [random.pick(target.genuine), random.pick(target.genuine)]
    const mutant = mutateToken(one, other, kit.subject.encryptionKey.keyObject, random)
    if (mutant) mutants.push(mutant)
    else target.skipped += 1
  }
  return mutants
}

/** Refusal and lookup by turns, one at a time, with the same body: what differs is the work on the token. */
async function measure(
  poster: Poster,
  target: Target,
  mutants: readonly Mutant[],
  tally: Tally,
): Promise<void> {
  const nowhere = target.attrUrl.replace(/[^/]+$/, (secret) => 'A'.repeat(secret.length))
  for (const mutant of mutants) {
    const refused = await poster.post(target.attrUrl, mutant.token)
    tally.note(target, mutant, refused)
    tally.refusals.push(refused.milliseconds)
    tally.lookups.push((await poster.post(nowhere, mutant.token)).milliseconds)
  }
}

type Tally = ReturnType<typeof createTally>

function createTally() {
  const statuses = new Map<number, number>()
  const taken: Mutant[] = []
  const broke: Mutant[] = []
  let sent = 0
  return {
    skipped: 0,
    refusals: [] as number[],
    lookups: [] as number[],
    note({ deaf }: Target, mutant: Mutant, { status }: { status: number }) {
      sent += 1
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      if (!deaf && status >= 200 && status < 300 && taken.length < 20) taken.push(mutant)
      if ((status === 0 || status >= 500) && broke.length < 20) broke.push(mutant)
    },
    result() {
      const latency = (values: readonly number[]): Latency => ({
        count: values.length,
        p50: percentile(values, 0.5),
        p99: percentile(values, 0.99),
      })
      return {
        sent,
        skipped: this.skipped,
        statuses,
        taken,
        broke,
        refusal: latency(this.refusals),
        lookup: latency(this.lookups),
      }
    },
  }
}

/** A genuine result to the sessions that were aimed at last: had a mutant been taken, it would be in the way. */
async function judge(kit: Kit, targets: readonly Target[]): Promise<Verdict> {
  const verdicts: Verdict[] = []
  for (const { session, people } of targets.slice(-JUDGED)) {
    const genuine = kit.canary()
    await kit.deliver(session, await kit.result({ attributes: genuine.attributes }))
    verdicts.push(await delivered(kit, genuine))
    const about = (await kit.observe())?.about(session.browser.page?.handle ?? '')
    verdicts.push(expect(!people.some((person) => person.seenIn(about)), 'agents see what a mutant said'))
  }
  return allOf(...verdicts)
}

async function together<T>(items: T[], jobs: number, work: (item: T) => Promise<unknown>): Promise<void> {
  const run = async () => {
    for (let item = items.shift(); item !== undefined; item = items.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: jobs }, run))
}
