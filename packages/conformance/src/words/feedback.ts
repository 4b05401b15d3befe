import type { Answer } from '../engine/answer.ts'
import type { Browser } from '../engine/browser.ts'
import type { FarAnswer, FarSession, FarSide } from '../engine/far-side.ts'
import type { Kit, Session } from '../engine/kit.ts'
import { failed, notObservable, Stop } from '../verdict.ts'
import { needFarSide } from './need-far-side.ts'

/** How long an update may be on its way, milliseconds. */
const ON_ITS_WAY = 20_000

/** A conversation whose result carries a session URL of the far side. */
export interface WithFeedback {
  readonly farSide: FarSide
  readonly feedback: FarSession
  readonly session: Session
  readonly browser: Browser
}

/** Starts one, with a result, begun. `answers`: how the far side answers its updates. */
export async function converseWithFeedback(
  kit: Kit,
  { query, answers = [] }: { readonly query?: string; readonly answers?: readonly FarAnswer[] } = {},
): Promise<WithFeedback> {
  const farSide = needFarSide(kit)
  const feedback = farSide.session(query)
  if (answers.length > 0) feedback.answer(...answers)
  const session = await kit.converse({ sessionUrl: feedback.url })
  return { farSide, feedback, session, browser: session.browser }
}

/** A meaningful interaction of the citizen. Where none but beginning is known, that was it. */
export async function interact(browser: Browser): Promise<void> {
  if (browser.page) await browser.open(browser.page.url)
  if (!browser.can('interact')) return
  const { status } = await browser.act('interact')
  if (status === 0 || status >= 400) throw new Stop(failed(`an interaction is answered with ${status}`))
}

/** Presses Logout. @throws {Stop} not observable, when it is not known how */
export async function logOut(browser: Browser): Promise<Answer> {
  if (browser.page) await browser.open(browser.page.url)
  if (!browser.can('logout')) {
    throw new Stop(notObservable('no Logout form on the page, and no action logout (--actions)'))
  }
  const answer = await browser.act('logout')
  if (answer.status === 0 || answer.status >= 400)
    throw new Stop(failed(`Logout is answered with ${answer.status}`))
  return answer
}

/** Waits until as many updates have arrived. */
export async function told(
  kit: Kit,
  feedback: FarSession,
  type: 'user_active' | 'logout',
  { count = 1, within = ON_ITS_WAY }: { readonly count?: number; readonly within?: number } = {},
): Promise<boolean> {
  const seen = await kit.until(() => feedback.updates(type).length >= count, within)
  const updates = feedback.updates().map(({ url }) => new URL(url).searchParams.get('type'))
  kit.log.say(`updates at ${feedback.url}: ${updates.join(', ') || 'none'}`)
  return seen !== undefined
}

/**
 * Waits until the updates of another, later conversation have arrived: by then those that were to be sent before
 * have been sent.
 *
 * @throws {Stop} not observable, when the other's do not arrive either
 */
export async function othersAreTold(kit: Kit): Promise<void> {
  const { feedback, browser } = await converseWithFeedback(kit)
  await interact(browser)
  if (!(await told(kit, feedback, 'user_active')))
    throw new Stop(notObservable('no session of this plugin gets any update'))
}
