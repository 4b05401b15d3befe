import type { Case } from '../../case.ts'
import { postResult } from '../../engine/create-kit.ts'
import type { Kit } from '../../engine/kit.ts'
import { allOf, expect, failed, notApplicable } from '../../verdict.ts'
import { authenticate, comeBack } from '../../words/authentication.ts'
import { delivered } from '../../words/delivered.ts'
import { interact, logOut, told } from '../../words/feedback.ts'
import { isPage } from '../../words/is-page.ts'
import { needFarSide } from '../../words/need-far-side.ts'
import { samePerson } from '../../words/same-person.ts'
import { isShown, sees } from '../../words/sees.ts'

/** AC-3, AC-4, AC-8, SF-7: the way back, with a result or without. */
export const returnCases: readonly Case[] = [
  {
    id: 'AC-3',
    profile: 'MUST',
    title: 'the citizen comes back to the same conversation',
    async run(kit) {
      const { person, browser } = await asPerson(kit)
      const before = browser.page?.handle
      const start = await authenticate(kit, browser)
      const page = await comeBack(kit, browser, start, { attributes: person })
      return allOf(
        isPage(page),
        expect(page.handle === before, `the page was ${before} before, and is ${page.handle}`),
      )
    },
  },
  {
    id: 'AC-3',
    profile: 'MUST',
    title: 'the attributes arrive: agents see them',
    async run(kit) {
      const { browser, renewed } = await asPerson(kit)
      const start = await authenticate(kit, browser)
      await comeBack(kit, browser, start, { attributes: renewed.attributes })
      return delivered(kit, renewed)
    },
  },
  {
    id: 'AC-3',
    profile: 'MUST',
    title: 'the attributes arrive also when they come after the citizen has returned',
    async run(kit) {
      const { browser, renewed } = await asPerson(kit)
      const { attrUrl, commUrl } = await authenticate(kit, browser)
      if (attrUrl === undefined || commUrl === undefined)
        return notApplicable('the result comes with the citizen')
      await browser.open(commUrl)
      const { status } = await postResult(kit, attrUrl, await kit.result({ attributes: renewed.attributes }))
      if (status === 0 || status >= 400) return failed(`the result is answered with ${status}`)
      return delivered(kit, renewed)
    },
  },
  {
    id: 'AC-3',
    profile: 'OURS',
    title: 'the address of the way back is clean: no result in it',
    async run(kit) {
      const { person, browser } = await asPerson(kit)
      const start = await authenticate(kit, browser)
      const page = await comeBack(kit, browser, start, { attributes: person })
      return expect(!/[?&]result=/.test(page.url), 'the result stays in the address of the page')
    },
  },
  {
    id: 'AC-4',
    profile: 'MAY',
    title: 'a citizen who has authenticated can do so again, and again',
    async run(kit) {
      const { person, browser } = await asPerson(kit)
      for (let times = 0; times < 2; times++) {
        const start = await authenticate(kit, browser)
        await comeBack(kit, browser, start, { attributes: person })
      }
      const { answer } = await browser.open(browser.page?.url ?? '')
      return expect(answer.status === 200, `the page answers ${answer.status}`)
    },
  },
  {
    id: 'AC-8',
    profile: 'OURS',
    title: 'a citizen who comes back without a result can try again, and then the attributes arrive',
    async run(kit) {
      const { browser, renewed } = await asPerson(kit)
      const first = await authenticate(kit, browser)
      const page = await comeBack(kit, browser, first)
      if (page.answer.status !== 200) return failed(`${page.url} answers ${page.answer.status}`)
      const second = await authenticate(kit, browser)
      await comeBack(kit, browser, second, { attributes: renewed.attributes })
      return delivered(kit, renewed)
    },
  },
  {
    id: 'AC-8',
    profile: 'OURS',
    title: 'a failed authentication takes nothing away, and can be tried again',
    async run(kit) {
      const { browser, original, renewed } = await asPerson(kit)
      const first = await authenticate(kit, browser)
      await comeBack(kit, browser, first, { status: 'failed' })
      const still = await delivered(kit, original)
      if (still.verdict !== 'passed') return still
      const second = await authenticate(kit, browser)
      await comeBack(kit, browser, second, { attributes: renewed.attributes })
      return delivered(kit, renewed)
    },
  },
  ...(['cancelled', 'failed'] as const).flatMap((how): Case[] => [
    {
      id: 'AC-8',
      profile: 'OURS',
      title: `the citizen is shown that authentication was ${how}`,
      run: async (kit) => isShown(kit, await without(kit, how), how),
    },
    {
      id: 'AC-8',
      profile: 'OURS',
      title: `agents are shown that authentication was ${how}`,
      run: async (kit) => sees(kit, await without(kit, how), how),
    },
  ]),
  {
    id: 'SF-7',
    profile: 'OURS',
    // What was told before the authentication holds the next back for a minute.
    slow: true,
    title: 'after a renewed authentication activity is told to the newest session URL',
    async run(kit) {
      const { browser, older, newer } = await renewedFeedback(kit)
      const before = older.updates('user_active').length
      await interact(browser)
      if (!(await told(kit, newer, 'user_active', { within: 75_000 })))
        return failed('no user_active arrived at the newest session URL')
      return expect(older.updates('user_active').length === before, 'the older one is told of it too')
    },
  },
  {
    id: 'SF-7',
    profile: 'OURS',
    title: 'after a renewed authentication a logout is told to every session URL',
    async run(kit) {
      const { browser, older, newer } = await renewedFeedback(kit)
      await logOut(browser)
      return allOf(
        expect(await told(kit, newer, 'logout'), 'no logout arrived at the newest session URL'),
        expect(await told(kit, older, 'logout'), 'no logout arrived at the older session URL'),
      )
    },
  },
]

/** A conversation of a person, who authenticates again as `renewed`: the same, with some values that are new. */
async function asPerson(kit: Kit) {
  const original = kit.canary()
  const person = original.attributes
  const { browser } = await kit.converse({ attributes: person })
  return { person, original, browser, renewed: samePerson(kit, person) }
}

async function without(kit: Kit, how: 'cancelled' | 'failed') {
  const { browser } = await asPerson(kit)
  const start = await authenticate(kit, browser)
  await comeBack(kit, browser, start, how === 'failed' ? { status: 'failed' } : undefined)
  return browser
}

async function renewedFeedback(kit: Kit) {
  const farSide = needFarSide(kit)
  const [older, newer] = [farSide.session(), farSide.session()]
  const { attributes } = kit.canary()
  const { browser } = await kit.converse({ attributes, sessionUrl: older.url })
  await told(kit, older, 'user_active')
  const start = await authenticate(kit, browser)
  await comeBack(kit, browser, start, { attributes, sessionUrl: newer.url })
  return { browser, older, newer }
}
