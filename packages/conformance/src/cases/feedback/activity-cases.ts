import type { Case } from '../../case.ts'
import { allOf, expect, failed, notObservable, passed } from '../../verdict.ts'
import { converseWithFeedback, interact, othersAreTold, told } from '../../words/feedback.ts'
import { needFarSide } from '../../words/need-far-side.ts'
import { craftFor } from '../threats/crafting-for.ts'

const NOT_TOLD = 'no user_active arrived at the session URL'

/** SF-1, SF-2, SF-4: what is told of a citizen who is there. */
export const activityCases: readonly Case[] = [
  {
    id: 'SF-1',
    profile: 'MUST',
    title: 'updates are sent to the session URL of a result',
    async run(kit) {
      const { feedback, browser } = await converseWithFeedback(kit)
      await interact(browser)
      return expect(await told(kit, feedback, 'user_active'), NOT_TOLD)
    },
  },
  {
    id: 'SF-1',
    profile: 'MUST',
    title: 'an update is a POST without a body, and its type is user_active or logout',
    async run(kit) {
      const { feedback, browser } = await converseWithFeedback(kit)
      await interact(browser)
      if (!(await told(kit, feedback, 'user_active'))) return failed(NOT_TOLD)
      const wrong = feedback.updates().find(({ method, body, url }) => {
        const types = new URL(url).searchParams.getAll('type')
        return (
          method !== 'POST' ||
          body !== '' ||
          types.length !== 1 ||
          !/^(user_active|logout)$/.test(types[0] ?? '')
        )
      })
      return wrong ? failed(`${wrong.method} ${wrong.url} with ${wrong.body.length} characters`) : passed
    },
  },
  {
    id: 'SF-1',
    profile: 'MUST',
    title: 'a session URL with a query of its own keeps it',
    async run(kit) {
      const { feedback, browser } = await converseWithFeedback(kit, { query: 'id=5&name=a%26b' })
      await interact(browser)
      if (!(await told(kit, feedback, 'user_active'))) return failed(NOT_TOLD)
      const { searchParams } = new URL(feedback.updates('user_active')[0]?.url ?? feedback.url)
      return expect(
        searchParams.get('id') === '5' && searchParams.get('name') === 'a&b',
        `arrived with the query ${searchParams}`,
      )
    },
  },
  {
    id: 'SF-1',
    profile: 'MUST',
    title: 'a session URL counts also when the result comes after the landing',
    async run(kit) {
      const farSide = needFarSide(kit)
      const feedback = farSide.session()
      const session = await kit.newSession()
      if (session.attrUrl === undefined) return notObservable('the plugin takes no results after the landing')
      await kit.enter(session)
      await kit.deliver(session, await kit.result({ sessionUrl: feedback.url }))
      await interact(session.browser)
      // Without an action for it beginning was the interaction, before there was a session URL.
      if (!session.browser.can('interact')) return notObservable('no interaction but beginning is known')
      return expect(await told(kit, feedback, 'user_active'), NOT_TOLD)
    },
  },
  {
    id: 'SF-2',
    profile: 'MUST',
    title: 'an activity indication follows an interaction of the user',
    async run(kit) {
      const { feedback, browser } = await converseWithFeedback(kit)
      const before = Date.now()
      await interact(browser)
      if (!(await told(kit, feedback, 'user_active'))) return failed(NOT_TOLD)
      const took = (feedback.updates('user_active')[0]?.at ?? 0) - before
      return expect(took < 20_000, `it took ${took} ms`)
    },
  },
  {
    id: 'SF-2',
    profile: 'OURS',
    title: 'a page that is fetched again and again is no interaction',
    async run(kit) {
      const farSide = needFarSide(kit)
      const feedback = farSide.session()
      const session = await kit.newSession()
      if (!session.browser.can('begin')) await session.browser.open(session.clientUrl)
      if (!session.browser.can('begin')) return notObservable('landing is beginning, for what the kit knows')
      await kit.deliver(session, await kit.result({ sessionUrl: feedback.url }))
      for (let times = 0; times < 5; times++) await session.browser.open(session.clientUrl)
      await othersAreTold(kit)
      const { length } = feedback.updates()
      return expect(length === 0, `${length} updates for a citizen who has pressed nothing`)
    },
  },
  {
    id: 'SF-4',
    profile: 'MUST',
    title: 'the session URL is in nothing that the browser gets',
    async run(kit) {
      const { feedback, browser } = await converseWithFeedback(kit)
      await interact(browser)
      const shown = [await browser.sees(), ...browser.received.map(({ answer }) => whole(answer))]
      const { pathname } = new URL(feedback.url)
      const secret = pathname.split('/').at(-1) ?? pathname
      return expect(!shown.some((text) => text.includes(secret)), 'a page or an answer holds the session URL')
    },
  },
  {
    id: 'SF-4',
    profile: 'MUST',
    title: 'an update comes from a server: without cookies, origin or referrer',
    async run(kit) {
      const { feedback, browser } = await converseWithFeedback(kit)
      await interact(browser)
      if (!(await told(kit, feedback, 'user_active'))) return failed(NOT_TOLD)
      const [{ headers } = { headers: {} }] = feedback.updates()
      const found = ['cookie', 'origin', 'referer', 'x-forwarded-for'].filter((name) => name in headers)
      return expect(found.length === 0, `it has the headers ${found}`)
    },
  },
  {
    id: 'SF-5',
    profile: 'OURS',
    title: 'an empty session URL counts as none',
    async run(kit) {
      const canary = kit.canary()
      const session = await kit.newSession()
      const token = craftFor(kit, canary, { claims: { session_url: '' } })
      const answer = await kit.deliver(session, token)
      const browser = await kit.enter(session)
      await interact(browser)
      const offered = await browser.offers('logout')
      return allOf(
        expect(answer.status !== 0 && answer.status < 400, `the result is answered with ${answer.status}`),
        offered === undefined
          ? notObservable('whether a Logout button is shown cannot be seen')
          : expect(!offered, 'a Logout button is shown'),
      )
    },
  },
]

function whole({
  text,
  headers,
  location,
}: {
  text: string
  headers: Headers
  location: string | undefined
}) {
  return [text, location ?? '', ...[...headers].map(([name, value]) => `${name}: ${value}`)].join('\n')
}
