import type { Case } from '../../case.ts'
import { allOf, expect, failed, passed } from '../../verdict.ts'
import {
  book,
  bookForLater,
  comeToMeeting,
  observeWithMeeting,
  showsAppointment,
  showsItIsOver,
  showsNow,
  tryToMeet,
} from '../../words/appointment.ts'
import { isPage } from '../../words/is-page.ts'

/** FL-7: one session, from the booking of an appointment until its meeting is over. For plugins that declare it. */
export const schedulingCases: readonly Case[] = [
  {
    id: 'FL-7',
    profile: 'MUST',
    title: 'the page of the session shows the appointment once it is booked',
    async run(kit) {
      const { browser } = await book(kit)
      return showsAppointment(kit, browser)
    },
  },
  {
    id: 'FL-7',
    profile: 'MUST',
    title: 'a second landing by the browser that booked leads to the same page, with the appointment',
    async run(kit) {
      const { session, browser } = await book(kit)
      const before = browser.page?.handle
      const page = await browser.open(session.clientUrl)
      const verdict = isPage(page)
      if (verdict.verdict !== 'passed') return verdict
      return allOf(
        expect(page.handle === before, `the page was ${before} before, and is ${page.handle}`),
        await showsAppointment(kit, browser),
      )
    },
  },
  {
    id: 'FL-7',
    profile: 'OURS',
    title: 'the client URL in another browser shows nothing of the appointment',
    async run(kit) {
      const { session, browser, canary } = await book(kit)
      const shown = await showsAppointment(kit, browser)
      if (shown.verdict !== 'passed') return shown
      const other = kit.browser()
      const { answer } = await other.open(session.clientUrl)
      const seen = await other.sees()
      return allOf(
        expect(answer.status > 0 && answer.status < 500, `it answers ${answer.status || answer.text}`),
        expect(!canary.seenIn(seen), 'the attributes of the booking are on its page'),
        expect(!(await showsNow(kit, other, 'scheduled')), 'the appointment is on its page'),
      )
    },
  },
  {
    id: 'FL-7',
    profile: 'OURS',
    title: 'once it is booked, agents do not see the attributes of the booking',
    async run(kit) {
      const { canary } = await bookForLater(kit)
      const { text } = await observeWithMeeting(kit)
      return expect(!canary.seenIn(text), 'agents see the attributes of the booking')
    },
  },
  {
    id: 'FL-7',
    profile: 'OURS',
    title: 'an appointment that is cancelled is over',
    async run(kit) {
      const { session, browser } = await book(kit)
      const shown = await showsAppointment(kit, browser)
      if (shown.verdict !== 'passed') return shown
      const { status } = await browser.act('unschedule')
      if (status === 0 || status >= 400) return failed(`cancelling is answered with ${status}`)
      const over = await showsItIsOver(kit, browser)
      if (over.verdict !== 'passed') return over
      await browser.open(session.clientUrl)
      return showsItIsOver(kit, browser)
    },
  },
  {
    id: 'FL-7',
    profile: 'MUST',
    title: 'the session is over once its meeting was ended',
    async run(kit) {
      const booked = await book(kit)
      const { session, browser } = booked
      const { came } = await comeToMeeting(kit, booked, browser)
      if (came.verdict !== 'passed') return came
      const { status } = await browser.act('end')
      if (status === 0 || status >= 400) return failed(`ending is answered with ${status}`)
      const over = await showsItIsOver(kit, browser)
      if (over.verdict !== 'passed') return over
      await browser.open(session.clientUrl)
      return (await tryToMeet(kit, browser)) ? failed('the meeting can be come to again') : passed
    },
  },
]
