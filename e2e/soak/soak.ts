import { setTimeout as wait } from 'node:timers/promises'
import { startBalancer } from '../installation/balancer.ts'
import { freePorts } from '../installation/free-ports.ts'
import { startNodes } from '../installation/nodes.ts'
import { createUpdateListener } from '../installation/update-listener.ts'
import { countDeeds, type Deeds, notDone, notKilled, spared } from './deeds.ts'
import { startDurablePostgres } from './durable-postgres.ts'
import { checkAll } from './final-checks.ts'
import { type Killed, killSome } from './killer.ts'
import { createLedger, type Ledger } from './ledger.ts'
import type { Options } from './options.ts'
import { readyWords, tooLate } from './ready-again.ts'
import { seededRandom } from './seeded-random.ts'
import { type SoakAgent, signInAgent, workAsAgent } from './soak-agent.ts'
import { arriveAsCitizen, type SoakCitizen, talkAsCitizen } from './soak-citizen.ts'
import type { SoakPlace } from './soak-place.ts'

/** What a soak came to. */
export interface SoakOutcome {
  /** Sentences; none when every promise was kept. */
  readonly broken: readonly string[]
  readonly kills: readonly Killed[]
  readonly conversations: number
  readonly messages: number
  readonly deeds: Deeds
  readonly seconds: number
}

const CONVERSATIONS_OF_AN_AGENT = 17
/** Until each kind of deed was done, when those who kill are done sooner. */
const DEEDS_WITHIN = 30_000

/** Runs one from its beginning to its end, with everything that it needs. */
export async function runSoak(
  { kills, minutes, conversations, seed }: Omit<Options, 'help'>,
  say: (sentence: string) => void,
): Promise<SoakOutcome> {
  await using started = new AsyncDisposableStack()
  const database = await startDurablePostgres()
  const [port = 0] = await freePorts(1)
  const balie = `http://localhost:${port}`
  const far = await createUpdateListener()
  await far.start()
  started.defer(() => far.stop())
  const nodes = await startNodes(
    2,
    balie,
    {
      ...{ keyType: 'EC', useAttrUrl: true, sessionUrlOrigins: [far.origin] },
      balie: { requests_per_minute: 0, drain_seconds: 0 },
    },
    database,
  )
  started.defer(() => nodes.close())
  const targets = nodes.ports.map((ports) => ({ host: '127.0.0.1', port: ports.public }))
  const balancer = await startBalancer(port, targets)
  started.defer(() => balancer.close())
  const ledger = createLedger()
  const stop = new AbortController()
  const place: SoakPlace = { seed, balie, nodes, far, ledger, deliveries: [], stopping: stop.signal }

  const agents: SoakAgent[] = []
  for (let n = 1; n <= Math.max(2, Math.ceil(conversations / CONVERSATIONS_OF_AN_AGENT)); n += 1) {
    const account = await nodes.addAgent(
      { email: `agent${n}@example.nl`, name: `Medewerker ${n}` },
      'burgerzaken',
    )
    const agent = await signInAgent(place, account)
    started.defer(agent.close)
    agents.push(agent)
  }
  const citizens: SoakCitizen[] = []
  started.defer(() => {
    for (const citizen of citizens) citizen.close()
  })
  let number = 0

  async function seat(): Promise<void> {
    while (!stop.signal.aborted) {
      number += 1
      const citizen = await arriveAsCitizen(place, number)
      citizens.push(citizen)
      await talkAsCitizen(place, citizen)
    }
  }

  const begun = performance.now()
  const working = [
    ...Array.from({ length: conversations }, seat),
    ...agents.map((agent) => workAsAgent(place, agent)),
  ].map((work) => work.catch((cause: unknown) => ledger.isBroken(String(cause))))
  // Also when the killing fails: whoever talks on would keep the process.
  started.defer(async () => {
    stop.abort()
    await Promise.all(working)
  })
  const killed = await killAll(place, database, { kills, minutes }, say)
  const patience = performance.now() + DEEDS_WITHIN
  while (notDone(countDeeds(ledger)).length > 0 && performance.now() < patience) await wait(50)
  stop.abort()
  await Promise.all(working)
  await Promise.all(place.deliveries)
  const missing = notDone(countDeeds(ledger))
  say(['nobody is killed any more; looking whether everything is there', ...missing].join('; '))
  await checkAll(place, { citizens, agents }, database)
  checkLog(nodes.output(), ledger)
  const deeds = countDeeds(ledger)
  for (const what of [...notDone(deeds), ...notKilled(killed)]) ledger.isBroken(what)
  say(`${deeds.taken} taken, ${deeds.shown} shown, ${deeds.opened} opened, ${deeds.loggedOut} logged out`)
  return {
    broken: ledger.broken,
    kills: killed,
    conversations: ledger.accounts.size,
    messages: ledger.messages(),
    deeds,
    seconds: (performance.now() - begun) / 1000,
  }
}

async function killAll(
  { seed, nodes, ledger }: SoakPlace,
  database: Awaited<ReturnType<typeof startDurablePostgres>>,
  most: Pick<Options, 'kills' | 'minutes'>,
  say: (sentence: string) => void,
): Promise<Killed[]> {
  const random = seededRandom(`${seed} killer`)
  const killed: Killed[] = []
  let count = 0
  const until = performance.now() + most.minutes * 60_000
  while (count < most.kills && performance.now() < until) {
    // So that what is under way differs from kill to kill.
    await wait(random.between(300, 2_500))
    const one = await killSome({ nodes, database }, random, spared(killed))
    killed.push(one)
    count += one.victims.length
    const who = one.victims.join(' and ')
    const late = tooLate(one)
    if (late !== undefined) ledger.isBroken(late)
    say(
      `kill ${count} of ${most.kills}: ${who}; ${readyWords(one)}; ` +
        `${ledger.messages()} messages, ${ledger.accounts.size} conversations, ${ledger.broken.length} broken promises`,
    )
  }
  return killed
}

/** What a node did not expect is a broken promise, also when nobody noticed. */
function checkLog(output: string, ledger: Ledger): void {
  const errors = output.split('\n').filter((line) => /"level":(50|60)/.test(line) || /^\s+at /.test(line))
  for (const line of errors.slice(0, 5)) ledger.isBroken(`a node says: ${line.slice(0, 500)}`)
}
