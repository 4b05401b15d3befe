import type { Case } from '../../case.ts'
import type { FarAnswer } from '../../engine/far-side.ts'
import type { Kit } from '../../engine/kit.ts'
import { allOf, expect, failed, type Verdict } from '../../verdict.ts'
import { delivered } from '../../words/delivered.ts'
import { converseWithFeedback, interact, logOut, othersAreTold, told } from '../../words/feedback.ts'
import { needFarSide } from '../../words/need-far-side.ts'
import { craftFor } from '../threats/crafting-for.ts'

/** O1, V2: where updates go, and what their answers may do. */
export const outboundCases: readonly Case[] = [
  {
    id: 'O1',
    profile: 'OURS',
    title: 'a session URL at an origin that the plugin was not told of is not called',
    run: (kit) => notCalled(kit, (foreign) => `${foreign}/session/5`),
  },
  {
    id: 'O1',
    profile: 'OURS',
    title: 'a session URL that only looks like one of a known origin is not called',
    run: (kit) =>
      notCalled(kit, (foreign, own) => foreign.replace('://', `://${new URL(own).host.replace(':', '.')}@`)),
  },
  {
    id: 'O1',
    profile: 'OURS',
    title: 'a redirect in the answer to an update is not followed to another origin',
    run: (kit) => notRedirected(kit, ({ foreign }) => `${foreign.origin}/session/6`),
  },
  {
    id: 'O1',
    profile: 'OURS',
    title: 'a redirect in the answer to an update is not followed within the origin either',
    run: (kit) => notRedirected(kit, ({ origin }) => `${origin}/elsewhere`),
  },
  ...Object.entries<FarAnswer>({
    404: { status: 404 },
    500: { status: 500 },
    silence: 'silence',
    'a megabyte': { status: 200, body: 'x'.repeat(1024 * 1024) },
    nonsense: { status: 200, headers: { 'content-type': 'text/html' }, body: '<script>alert(1)</script>' },
  }).map(
    ([answer, far]): Case => ({
      id: 'V2',
      profile: 'OURS',
      title: `an authentication plugin that answers updates with ${answer} does not disturb the conversation`,
      run: (kit) => undisturbed(kit, far),
    }),
  ),
]

async function notCalled(kit: Kit, url: (foreign: string, own: string) => string): Promise<Verdict> {
  const { foreign, origin } = needFarSide(kit)
  const before = foreign.arrivals.length
  const token = craftFor(kit, kit.canary(), { claims: { session_url: url(foreign.origin, origin) } })
  const session = await kit.newSession()
  const answer = await kit.deliver(session, token)
  const browser = await kit.enter(session)
  await interact(browser)
  if (browser.can('logout')) await browser.act('logout')
  await othersAreTold(kit)
  const arrived = foreign.arrivals.slice(before)
  return allOf(
    expect(arrived.length === 0, `arrived there: ${arrived[0]?.method} ${arrived[0]?.url}`),
    expect(answer.status !== 0 && answer.status < 500, `the result is answered with ${answer.status}`),
  )
}

async function notRedirected(
  kit: Kit,
  to: (farSide: ReturnType<typeof needFarSide>) => string,
): Promise<Verdict> {
  const farSide = needFarSide(kit)
  const location = `${to(farSide)}-${Math.random().toString(36).slice(2)}`
  const { feedback, browser } = await converseWithFeedback(kit, {
    answers: [{ status: 307, headers: { location } }],
  })
  await interact(browser)
  if (!(await told(kit, feedback, 'user_active'))) return failed('no user_active arrived')
  await othersAreTold(kit)
  const arrived = [...farSide.arrivals, ...farSide.foreign.arrivals].find(({ url }) =>
    url.startsWith(location),
  )
  return expect(arrived === undefined, `followed to ${arrived?.url}`)
}

/** Updates go wrong, and meanwhile a page is opened and a second conversation gets its result. */
async function undisturbed(kit: Kit, answer: FarAnswer): Promise<Verdict> {
  const { feedback, browser } = await converseWithFeedback(kit, { answers: [answer] })
  await interact(browser)
  if (!(await told(kit, feedback, 'user_active'))) return failed('no user_active arrived')
  const canary = kit.canary()
  // Not while another case makes the core answer wrongly.
  const { page, took } = await kit.alone(async () => {
    const before = Date.now()
    await interact(browser)
    const { answer } = await browser.open(browser.page?.url ?? '')
    await kit.converse({ attributes: canary.attributes })
    return { page: answer, took: Date.now() - before }
  })
  if (browser.can('logout')) await logOut(browser)
  return allOf(
    expect(page.status === 200, `the page answers ${page.status}`),
    expect(took < 10_000, `it took ${took} ms to go on`),
    await delivered(kit, canary),
  )
}
