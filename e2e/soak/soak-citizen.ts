import { setTimeout as wait } from 'node:timers/promises'
import { landBrowser, systemRandom } from '@balie/sdk'
import { readyValue } from '../../packages/web/src/ui/remote.ts'
import { authResult } from '../installation/auth-result.ts'
import { type HeadlessCitizen, openCitizenPage } from './citizen-page.ts'
import type { Account } from './ledger.ts'
import { createNodeBrowser } from './node-browser.ts'
import { type SeededRandom, seededRandom } from './seeded-random.ts'
import { type SoakPlace, untilAnswered } from './soak-place.ts'

/** A citizen whose conversation runs. */
export interface SoakCitizen extends HeadlessCitizen {
  /** Each has another. */
  readonly number: number
  readonly account: Account
}

/** A citizen of whom there is one for each number starts, lands, begins and, sooner or later, is verified. */
export async function arriveAsCitizen(place: SoakPlace, number: number): Promise<SoakCitizen> {
  const random = seededRandom(`${place.seed} citizen ${number}`)
  const started = await startAnywhere(place, random)
  const person = {
    fullname: `Persoon ${number} Soak`,
    address: `Straat ${number}, Voorbeeld`,
    bsn: String(100_000_000 + number),
  }
  const browser = createNodeBrowser(place.balie, ownCookie(place.balie))
  const handle = await untilAnswered('a landing', async () => {
    const answer = await fetch(started.clientUrl, { redirect: 'manual', headers: { cookie: browser.cookie } })
    await answer.arrayBuffer()
    const location = answer.status === 303 && answer.headers.get('location')
    return location ? new URL(location).pathname.split('/').at(-1) : undefined
  })
  const account = place.ledger.open(handle, person, `/session/${place.seed}-${number}`)
  // Before the beginning, meanwhile, or a while after it.
  const isEarly = random.chance(0.5)
  const late = random.between(0, 3_000)
  if (isEarly) await deliverAnywhere(place, account, started.attrUrl)
  else {
    const delivery = wait(late)
      .then(() => deliverAnywhere(place, account, started.attrUrl))
      .catch((cause: unknown) => place.ledger.isBroken(String(cause)))
    place.deliveries.push(delivery)
  }
  const citizen = openCitizenPage(place.balie, handle, browser)
  const { page } = citizen
  page.look(true)
  place.ledger.watch(account, 'citizen', page.chat)
  await untilAnswered('the beginning', async () => {
    await page.load()
    if (stateOf(citizen) === 'before') await page.act('begin')
    return isRunning(citizen) || undefined
  })
  account.isBegun = true
  return { ...citizen, number, account }
}

/** Talks until the conversation ends, by whomever, or nobody begins anything new. */
export async function talkAsCitizen(place: SoakPlace, citizen: SoakCitizen): Promise<void> {
  const { account, page, number } = citizen
  const random = seededRandom(`${place.seed} talk ${number}`)
  // The first and each fourth after: so that there are logouts while somebody is killed, also in a short soak.
  const isBrief = number % 4 === 1
  const most = Math.floor(isBrief ? random.between(2, 6) : random.between(8, 30))
  for (let said = 1; isRunning(citizen); said += 1) {
    // As people pause.
    await wait(random.between(200, 2_500))
    if (place.stopping.aborted || !isRunning(citizen)) return
    place.ledger.submit(account, 'citizen', page.chat, `burger ${said}`)
    if (said < most || !account.isDelivered) continue
    if (isBrief || random.chance(0.7)) await logOut(place, citizen)
    else await page.act('end')
  }
}

async function logOut(place: SoakPlace, { account, page }: SoakCitizen): Promise<void> {
  while (!place.stopping.aborted && !account.isLoggedOut) {
    await page.act('logout')
    account.isLoggedOut = saysLoggedOut(page)
    if (!account.isLoggedOut) await wait(300)
  }
}

/** Also where the answer was lost, and the page shows that it is done. */
export function saysLoggedOut({ state }: SoakCitizen['page']): boolean {
  const view = readyValue(state.get().view)
  return state.get().loggedOut || (view?.state === 'ended' && view.by === 'logout')
}

export function stateOf({ page }: HeadlessCitizen): string | undefined {
  return readyValue(page.state.get().view)?.state
}

export function isRunning(citizen: HeadlessCitizen): boolean {
  return stateOf(citizen) === 'waiting' || stateOf(citizen) === 'open'
}

/** Of a browser that has been here before: it stays the same when an answer is lost. */
function ownCookie(origin: string): string {
  return landBrowser(origin, undefined, systemRandom).setCookie.split(';')[0] ?? ''
}

async function startAnywhere({ nodes }: SoakPlace, random: SeededRandom) {
  const first = random.chance(0.5) ? 0 : 1
  const answer = await untilAnswered('a start', async (tries) => {
    const started = await fetch(`${nodes.internal((first + tries) % 2)}/chat/start_communication`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ purpose: 'report_move' }),
    })
    const body = (await started.json()) as { client_url: string; attr_url: string }
    return started.ok ? body : undefined
  })
  return { clientUrl: answer.client_url, attrUrl: answer.attr_url }
}

/** The same result until it is taken, at whichever node. */
async function deliverAnywhere(place: SoakPlace, account: Account, attrUrl: string): Promise<void> {
  const { nodes, far } = place
  const result = await authResult(nodes.keys, { ...account.person }, far.origin + account.sessionPath)
  const { pathname } = new URL(attrUrl)
  await untilAnswered(`the result of ${account.handle}`, async (tries) => {
    const answer = await fetch(nodes.internal(tries % 2) + pathname, {
      method: 'POST',
      headers: { 'content-type': 'application/jwt' },
      body: result,
    })
    await answer.arrayBuffer()
    if (answer.status >= 400 && answer.status < 500) {
      place.ledger.isBroken(`${account.handle}: its result was refused with ${answer.status}`)
      return true
    }
    account.isDelivered = answer.status === 200
    return account.isDelivered || undefined
  })
}
