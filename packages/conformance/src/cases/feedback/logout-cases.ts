import type { Case } from '../../case.ts'
import { allOf, expect, failed, notApplicable, notObservable } from '../../verdict.ts'
import { converseWithFeedback, interact, logOut, othersAreTold, told } from '../../words/feedback.ts'
import { needFarSide } from '../../words/need-far-side.ts'

const NO_LOGOUT = 'no logout arrived at the session URL'

/** SF-3, SF-5: the Logout button. */
export const logoutCases: readonly Case[] = [
  {
    id: 'SF-3',
    profile: 'MUST',
    title: 'a Logout button is shown where there is a session URL',
    async run(kit) {
      const { browser } = await converseWithFeedback(kit)
      const offered = await browser.offers('logout')
      if (offered === undefined) return notObservable('whether a Logout button is shown cannot be seen')
      return expect(offered, 'no Logout button')
    },
  },
  {
    id: 'SF-3',
    profile: 'MUST',
    title: 'Logout sends a logout update',
    async run(kit) {
      const { browser, feedback } = await converseWithFeedback(kit)
      await interact(browser)
      await logOut(browser)
      return expect(await told(kit, feedback, 'logout'), NO_LOGOUT)
    },
  },
  {
    id: 'SF-3',
    profile: 'MUST',
    title: 'a logout keeps the query of the session URL',
    async run(kit) {
      const { browser, feedback } = await converseWithFeedback(kit, { query: 'id=7' })
      await logOut(browser)
      if (!(await told(kit, feedback, 'logout'))) return failed(NO_LOGOUT)
      const { searchParams } = new URL(feedback.updates('logout')[0]?.url ?? feedback.url)
      return expect(searchParams.get('id') === '7', `arrived with the query ${searchParams}`)
    },
  },
  {
    id: 'SF-3',
    profile: 'OURS',
    title: 'after a logout there is no Logout button, and pressing again changes nothing',
    async run(kit) {
      const { browser, feedback } = await converseWithFeedback(kit)
      await logOut(browser)
      if (!(await told(kit, feedback, 'logout'))) return failed(NO_LOGOUT)
      const offered = await browser.offers('logout')
      if (browser.can('logout')) await browser.act('logout')
      await othersAreTold(kit)
      const { length } = feedback.updates('logout')
      return allOf(
        expect(length === 1, `${length} logouts were sent`),
        offered === undefined
          ? notObservable('whether a Logout button is shown cannot be seen')
          : expect(!offered, 'there is a Logout button still'),
      )
    },
  },
  {
    id: 'SF-5',
    profile: 'MUST',
    title: 'without a session URL there is no Logout button',
    async run(kit) {
      const { browser } = await kit.converse()
      await interact(browser)
      const offered = await browser.offers('logout')
      if (offered === undefined) return notObservable('whether a Logout button is shown cannot be seen')
      return expect(!offered, 'a Logout button, and nothing to log out of')
    },
  },
  {
    id: 'SF-5',
    profile: 'MUST',
    title: 'without a result there is no Logout button',
    async run(kit) {
      const browser = await kit.enter(await kit.newSession())
      const offered = await browser.offers('logout')
      if (offered === undefined) return notObservable('whether a Logout button is shown cannot be seen')
      return expect(!offered, 'a Logout button, and nothing to log out of')
    },
  },
  {
    id: 'SF-5',
    profile: 'MUST',
    title: 'without a session URL nothing is sent to the authentication plugin, not by a logout either',
    async run(kit) {
      const farSide = needFarSide(kit)
      const { browser } = await kit.converse()
      await interact(browser)
      if (browser.can('logout')) await browser.act('logout')
      await othersAreTold(kit)
      const strays = farSide.arrivals.filter(
        ({ url }) =>
          !/^\/(session|session_options|start|authenticate)(\/|\?|$)/.test(url.slice(farSide.origin.length)),
      )
      return expect(strays.length === 0, `arrived: ${strays[0]?.method} ${strays[0]?.url}`)
    },
  },
  {
    id: 'SF-6',
    profile: 'OURS',
    title: 'nothing follows a logout',
    async run(kit) {
      const { browser, feedback } = await converseWithFeedback(kit)
      await logOut(browser)
      if (!(await told(kit, feedback, 'logout'))) return failed(NO_LOGOUT)
      const before = feedback.updates().length
      // Refused or not: the update is what counts.
      if (browser.can('interact')) await browser.act('interact')
      if (browser.can('stay')) await browser.act('stay')
      await othersAreTold(kit)
      const after = feedback.updates().slice(before)
      return expect(after.length === 0, `after the logout came ${after.map(({ url }) => url)}`)
    },
  },
  {
    id: 'SF-6',
    profile: 'OURS',
    title: 'a logout that is answered with 500 is sent again, until it succeeds',
    async run(kit) {
      const { browser, feedback } = await converseWithFeedback(kit)
      if (!(await told(kit, feedback, 'user_active'))) await interact(browser)
      feedback.answerLogout({ status: 500 }, { status: 500 }, { status: 204 })
      await logOut(browser)
      if (!(await told(kit, feedback, 'logout', { count: 3, within: 60_000 })))
        return failed(`sent ${feedback.updates('logout').length} times, and answered with 500`)
      await othersAreTold(kit)
      const { length } = feedback.updates('logout')
      return expect(length === 3, `sent ${length} times, though the third was answered with 204`)
    },
  },
  {
    id: 'O3',
    profile: 'OURS',
    title: 'a logout that gets no answer is sent again',
    async run(kit) {
      const { browser, feedback } = await converseWithFeedback(kit)
      if (!(await told(kit, feedback, 'user_active'))) await interact(browser)
      feedback.answerLogout('silence', { status: 204 })
      await logOut(browser)
      return expect(
        await told(kit, feedback, 'logout', { count: 2, within: 60_000 }),
        `sent ${feedback.updates('logout').length} times`,
      )
    },
  },
  {
    id: 'O3',
    profile: 'OURS',
    title: 'no activity is told between a logout that failed and its repetition',
    async run(kit) {
      const { browser, feedback } = await converseWithFeedback(kit)
      if (!(await told(kit, feedback, 'user_active'))) await interact(browser)
      feedback.answerLogout({ status: 503 }, { status: 204 })
      await logOut(browser)
      if (browser.can('interact')) await browser.act('interact')
      if (!(await told(kit, feedback, 'logout', { count: 2, within: 60_000 })))
        return failed(`sent ${feedback.updates('logout').length} times`)
      const types = feedback.updates().map(({ url }) => new URL(url).searchParams.get('type'))
      return expect(types.lastIndexOf('user_active') < types.indexOf('logout'), `in this order: ${types}`)
    },
  },
  {
    id: 'O3',
    profile: 'OURS',
    title: 'a logout of a session that the authentication plugin does not know any more (404) is done',
    async run(kit) {
      const { browser, feedback } = await converseWithFeedback(kit)
      if (!(await told(kit, feedback, 'user_active'))) return notApplicable('nothing is told at all')
      feedback.answerLogout({ status: 404 })
      await logOut(browser)
      if (!(await told(kit, feedback, 'logout'))) return failed(NO_LOGOUT)
      await othersAreTold(kit)
      const { length } = feedback.updates('logout')
      return expect(length === 1, `sent ${length} times`)
    },
  },
]
