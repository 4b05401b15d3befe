import type { Browser, Page } from '../engine/browser.ts'
import { postResult, withResult } from '../engine/create-kit.ts'
import type { FarStart } from '../engine/far-side.ts'
import type { Kit, ResultContent } from '../engine/kit.ts'
import { failed, notApplicable, notObservable, Stop } from '../verdict.ts'
import { needFarSide } from './need-far-side.ts'

/**
 * Presses the button by which the citizen authenticates, and follows where the browser is sent.
 *
 * @returns the start request that the core got for it
 * @throws {Stop} failed, when nobody is sent to the core's answer; not applicable or not observable, when the
 *   plugin does not declare AC-1, without a far side, or when no such button is known
 */
export async function authenticate(kit: Kit, browser: Browser): Promise<FarStart> {
  const farSide = needFarSide(kit)
  if (!kit.subject.declared.has('AC-1'))
    throw new Stop(notApplicable('the plugin does not authenticate during communication (--may AC-1)'))
  // Not while another case makes the core answer wrongly.
  const { answer, leadsTo, wrong } = await kit.alone(async () => {
    if (browser.page) await browser.open(browser.page.url)
    if (!browser.can('authenticate'))
      throw new Stop(notObservable('no form authenticate on the page, and no such action (--actions)'))
    const before = farSide.starts().length
    return { ...(await browser.authenticate()), wrong: farSide.starts().slice(before).at(-1)?.wrong }
  })
  if (answer.status === 429)
    throw new Stop(notObservable('the plugin limits what one address may do (--forwarded-for)'))
  const start = leadsTo === undefined ? undefined : farSide.starts(leadsTo).at(-1)
  if (start) return start
  throw new Stop(
    failed(
      wrong === undefined
        ? `the answer ${answer.status} leads to ${leadsTo ?? 'nowhere'}, which the core did not give`
        : `a core refuses the start request: ${wrong}`,
    ),
  )
}

/**
 * What happens when the citizen has authenticated: the result goes where the start request said, and the browser
 * returns. Without content it returns with nothing, as after a cancellation.
 */
export async function comeBack(
  kit: Kit,
  browser: Browser,
  start: FarStart,
  content?: ResultContent,
): Promise<Page> {
  if (start.commUrl === undefined) throw new Stop(failed('the start request has no comm_url'))
  if (content === undefined) return browser.open(start.commUrl)
  const token = await kit.result(content)
  if (start.attrUrl === undefined) return browser.open(withResult(start.commUrl, token))
  const { status } = await postResult(kit, start.attrUrl, token)
  if (status === 0 || status >= 400) throw new Stop(failed(`a genuine result is answered with ${status}`))
  return browser.open(start.commUrl)
}
