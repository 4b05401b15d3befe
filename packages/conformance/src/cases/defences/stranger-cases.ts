import type { Case } from '../../case.ts'
import type { Answer } from '../../engine/answer.ts'
import type { Action, Browser } from '../../engine/browser.ts'
import type { Kit } from '../../engine/kit.ts'
import { allOf, expect, failed, notObservable, Stop } from '../../verdict.ts'
import { delivered } from '../../words/delivered.ts'
import { converseWithFeedback, interact, othersAreTold, told } from '../../words/feedback.ts'

/** R1: what somebody can do to a conversation of somebody else, by its address and with a session of their own. */
export const strangerCases: readonly Case[] = [
  {
    id: 'R1',
    profile: 'OURS',
    title: "another browser is shown nothing of a conversation's attributes",
    async run(kit) {
      const canary = kit.canary()
      const { browser } = await kit.converse({ attributes: canary.attributes })
      const stranger = await strangerAt(kit, browser.page?.url ?? '')
      const shown = [
        await stranger.sees(),
        ...stranger.received.flatMap(({ answer }) => [answer.text, answer.location]),
      ]
      return expect(!shown.some((text) => canary.seenIn(text)), 'they stand in what it gets')
    },
  },
  {
    id: 'R1',
    profile: 'OURS',
    title: 'another browser cannot log the citizen out',
    async run(kit) {
      const { browser, feedback } = await converseWithFeedback(kit)
      await pressAsStranger(kit, 'logout', browser.page?.url ?? '')
      await othersAreTold(kit)
      const { length } = feedback.updates('logout')
      return expect(length === 0, 'the authentication plugin is told of a logout')
    },
  },
  {
    id: 'R1',
    profile: 'OURS',
    title: 'what another browser does is no activity of the citizen',
    // What was told before holds the next back for a minute.
    slow: true,
    async run(kit) {
      const { browser, feedback } = await converseWithFeedback(kit)
      if (!(await told(kit, feedback, 'user_active'))) return failed('no user_active arrived')
      const before = feedback.updates().length
      await pressAsStranger(kit, 'interact', browser.page?.url ?? '')
      const more = await told(kit, feedback, 'user_active', { count: before + 1, within: 65_000 })
      return expect(!more, 'it is told as activity')
    },
  },
  {
    id: 'R1',
    profile: 'OURS',
    title: 'another browser cannot end the conversation',
    async run(kit) {
      const canary = kit.canary()
      const { browser } = await kit.converse({ attributes: canary.attributes })
      const answer = await pressAsStranger(kit, 'end', browser.page?.url ?? '')
      await interact(browser)
      return allOf(
        expect(answer.status >= 400 || answer.status === 303, `it is answered with ${answer.status}`),
        await delivered(kit, canary),
      )
    },
  },
]

/** A browser with a conversation of its own, at the page of another. */
async function strangerAt(kit: Kit, page: string): Promise<Browser> {
  const { browser } = await kit.converse()
  await browser.open(page)
  return browser
}

/**
 * Does to a page what only its owner may: sends what the stranger's own conversation sends, but to the address of
 * the other.
 *
 * @throws {Stop} not observable, when the action is not known
 */
async function pressAsStranger(kit: Kit, action: Action, page: string): Promise<Answer> {
  const own = kit.farSide ? (await converseWithFeedback(kit)).browser : (await kit.converse()).browser
  const requests = own.requests(action)
  const { handle = '' } = own.page ?? {}
  const other = new URL(page).pathname.split('/').at(-1) ?? ''
  let answer: Answer | undefined
  for (const { method, url, options } of requests) {
    const body = options.body?.toString().replaceAll(handle, other)
    answer = await own.request(method, url.replaceAll(handle, other), {
      ...options,
      ...(body !== undefined && { body }),
    })
  }
  if (answer === undefined) throw new Stop(notObservable(`the action ${action} is not known (--actions)`))
  return answer
}
