import type { Browser } from '../engine/browser.ts'
import type { Canary } from '../engine/canary.ts'
import type { Kit, Observation, ResultContent, Session } from '../engine/kit.ts'
import { whyOf } from '../outcome.ts'
import { expect, failed, notApplicable, notObservable, passed, Stop, type Verdict } from '../verdict.ts'
import { authenticate, comeBack } from './authentication.ts'
import { samePerson } from './same-person.ts'

/** A session in which an appointment was booked just now. */
export interface Booked {
  readonly session: Session
  /** The one that booked, at the page of the session. */
  readonly browser: Browser
  /** What the result said with which it was booked. */
  readonly canary: Canary
}

/**
 * Books an appointment in a begun session with a result.
 *
 * @throws {Stop} not applicable, when the plugin does not schedule; not observable, when it is not known how one books, or how
 *   the page shows an appointment; failed, when booking is refused
 */
export async function book(kit: Kit): Promise<Booked> {
  needScheduling(kit)
  saysOf(kit, 'scheduled')
  const canary = kit.canary()
  const session = await kit.converse({ attributes: canary.attributes })
  const { browser } = session
  // One after another, or two cases choose the same time.
  const { status } = await kit.alone(async () => {
    if (browser.page) await browser.open(browser.page.url)
    return browser.act('schedule')
  })
  if (status === 0 || status >= 400)
    throw new Stop(failed(`booking an appointment is answered with ${status}`))
  return { session, browser, canary }
}

/**
 * The same, for a plugin that asks for a new authentication before the meeting.
 *
 * @throws {Stop} as `book`; not applicable, when the plugin does not declare AC-5
 */
export function bookForLater(kit: Kit): Promise<Booked> {
  needScheduling(kit)
  if (!kit.subject.declared.has('AC-5'))
    throw new Stop(notApplicable('the plugin does not authenticate again before the meeting (--may AC-5)'))
  saysOf(kit, 'met')
  return book(kit)
}

/** What the citizen is shown matches the words of this name now. @throws {Stop} not observable, when they are not known */
export async function showsNow(kit: Kit, browser: Browser, name: 'scheduled' | 'met'): Promise<boolean> {
  return saysOf(kit, name).test(await browser.sees())
}

/** The citizen is shown the appointment, within ten seconds. */
export async function showsAppointment(kit: Kit, browser: Browser): Promise<Verdict> {
  const shown = await kit.until(() => showsNow(kit, browser, 'scheduled'))
  return expect(shown !== undefined, `the citizen is not shown ${saysOf(kit, 'scheduled')}`)
}

/** The citizen is shown neither an appointment nor a meeting, within ten seconds. */
export async function showsItIsOver(kit: Kit, browser: Browser): Promise<Verdict> {
  const seen = async () =>
    (await showsNow(kit, browser, 'scheduled'))
      ? 'the appointment'
      : (await showsNow(kit, browser, 'met')) && 'the meeting'
  const over = await kit.until(async () => !(await seen()))
  return expect(over !== undefined, `the citizen is still shown ${await seen()}`)
}

/** Goes to authenticate with this browser, and comes back with this content. */
export async function authenticateAs(kit: Kit, browser: Browser, content: ResultContent): Promise<void> {
  await comeBack(kit, browser, await authenticate(kit, browser), content)
}

/** Presses what leads to the meeting, where it is there. @returns whether the citizen is at the meeting then */
export async function tryToMeet(kit: Kit, browser: Browser): Promise<boolean> {
  if (browser.page) await browser.open(browser.page.url)
  if (browser.can('meet')) await browser.act('meet')
  return showsNow(kit, browser, 'met')
}

/** Whether the citizen comes to the meeting: what leads there is offered within ten seconds, and does. */
export async function meet(kit: Kit, browser: Browser): Promise<Verdict> {
  const found = await kit.until(async () => {
    if (await showsNow(kit, browser, 'met')) return 'met'
    return (await browser.offers('meet')) !== false && 'offered'
  })
  if (found === 'met') return passed
  if (found === undefined) return failed('the citizen is not offered to come to the meeting')
  const { status } = await browser.act('meet')
  if (status === 0 || status >= 400) return failed(`coming to the meeting is answered with ${status}`)
  const met = await kit.until(() => showsNow(kit, browser, 'met'))
  return expect(met !== undefined, `the citizen is not shown ${saysOf(kit, 'met')}`)
}

/**
 * The citizen of an appointment comes to the meeting with this browser, having authenticated again where the plugin asks for
 * that. `seen`: attributes that agents then can see.
 */
export async function comeToMeeting(
  kit: Kit,
  { canary }: Booked,
  browser: Browser,
): Promise<{ readonly came: Verdict; readonly seen: Canary }> {
  if (!kit.subject.declared.has('AC-5')) return { came: await meet(kit, browser), seen: canary }
  const seen = samePerson(kit, canary.attributes)
  await authenticateAs(kit, browser, { attributes: seen.attributes })
  return { came: await meet(kit, browser), seen }
}

/**
 * A look at what agents see that is proven to work: the meeting of another appointment takes place now, and agents are looked at
 * until they see its citizen. Not every plugin shows agents anything before a meeting.
 *
 * @throws {Stop} not observable, without `--observe`, or when that meeting is not come to or not seen either
 */
export async function observeWithMeeting(kit: Kit): Promise<Observation> {
  if ((await kit.observe()) === undefined)
    throw new Stop(notObservable('without --observe nobody sees what agents see'))
  const { came, seen } = await anotherMeeting(kit)
  if (came.verdict !== 'passed')
    throw new Stop(notObservable(`no other meeting to compare with: ${whyOf(came)}`))
  const look = await kit.until(async () => {
    const observation = await kit.observe()
    return seen?.seenIn(observation?.text) && observation
  })
  if (look) return look
  throw new Stop(notObservable('the citizen of another meeting is not seen by --observe either'))
}

async function anotherMeeting(kit: Kit): Promise<{ readonly came: Verdict; readonly seen?: Canary }> {
  try {
    const booked = await book(kit)
    return await comeToMeeting(kit, booked, booked.browser)
  } catch (cause) {
    if (cause instanceof Stop) return { came: cause.verdict }
    throw cause
  }
}

function needScheduling({ subject }: Kit): void {
  if (!subject.declared.has('FL-7'))
    throw new Stop(notApplicable('the plugin does not schedule (--may FL-7)'))
}

function saysOf({ actions }: Kit, name: 'scheduled' | 'met'): RegExp {
  const words = actions.says[name]
  if (words) return words
  throw new Stop(notObservable(`how the plugin says "${name}" is not known (says in --actions)`))
}
