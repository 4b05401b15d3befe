import type { Case } from '../../case.ts'
import type { Canary } from '../../engine/canary.ts'
import type { Kit } from '../../engine/kit.ts'
import { allOf, expect, failed, notObservable, Stop } from '../../verdict.ts'
import {
  authenticateAs,
  type Booked,
  bookForLater,
  comeToMeeting,
  meet,
  observeWithMeeting,
  showsNow,
  tryToMeet,
} from '../../words/appointment.ts'
import { delivered } from '../../words/delivered.ts'
import { samePerson } from '../../words/same-person.ts'

/** AC-5: before the meeting of an appointment the citizen authenticates again. */
export const scheduledCases: readonly Case[] = [
  {
    id: 'AC-5',
    profile: 'MAY',
    title: 'the browser that booked does not come to the meeting without a new authentication',
    async run(kit) {
      const { browser, canary } = await bookForLater(kit)
      if (await tryToMeet(kit, browser)) return failed('it is at the meeting')
      // Of another appointment, whose citizen does authenticate: neither coming nor looking failed for another reason.
      const { text } = await observeWithMeeting(kit)
      return allOf(
        expect(!canary.seenIn(text), 'agents see the attributes of the booking'),
        expect(!(await showsNow(kit, browser, 'met')), 'it is at the meeting'),
      )
    },
  },
  {
    id: 'AC-5',
    profile: 'MAY',
    title: 'the same person comes to the meeting in another browser by authenticating, in the same session',
    async run(kit) {
      const booked = await bookForLater(kit)
      const other = await inAnotherBrowser(kit, booked)
      const { came } = await comeToMeeting(kit, booked, other)
      if (came.verdict !== 'passed') return came
      const [before, after] = [booked.browser.page?.handle, other.page?.handle]
      return expect(after === before, `the page was ${before} before, and is ${after}`)
    },
  },
  {
    id: 'AC-5',
    profile: 'MAY',
    title: 'at the meeting agents see the attributes of the new authentication',
    async run(kit) {
      const booked = await bookForLater(kit)
      const other = await inAnotherBrowser(kit, booked)
      const { came, seen } = await comeToMeeting(kit, booked, other)
      return came.verdict === 'passed' ? seenAtMeeting(kit, other.page?.handle ?? '', seen) : came
    },
  },
  {
    id: 'AC-5',
    profile: 'MAY',
    title:
      'a different person who authenticates is shown nothing of the appointment, and does not come to it',
    async run(kit) {
      const booked = await bookForLater(kit)
      const other = await asDifferentPerson(kit, booked)
      const seen = await other.sees()
      const [scheduled, met] = [await showsNow(kit, other, 'scheduled'), await tryToMeet(kit, other)]
      return allOf(
        expect(!booked.canary.seenIn(seen), 'the page shows attributes of the booking'),
        expect(!scheduled, 'the page shows the appointment'),
        expect(!met, 'the different person is at the meeting'),
      )
    },
  },
  {
    id: 'AC-5',
    profile: 'OURS',
    title: 'a different person who authenticated takes nothing away: its own citizen comes to the meeting',
    async run(kit) {
      const booked = await bookForLater(kit)
      const other = await asDifferentPerson(kit, booked)
      const { came } = await comeToMeeting(kit, booked, booked.browser)
      return allOf(came, expect(!(await tryToMeet(kit, other)), 'the different person is at the meeting'))
    },
  },
  {
    id: 'AC-5',
    profile: 'OURS',
    title: 'a failed authentication before the meeting lets nobody in, and can be tried again',
    async run(kit) {
      const { browser, canary } = await bookForLater(kit)
      const renewed = samePerson(kit, canary.attributes)
      await authenticateAs(kit, browser, { status: 'failed' })
      if (await tryToMeet(kit, browser)) return failed('it is at the meeting')
      await authenticateAs(kit, browser, { attributes: renewed.attributes })
      return meet(kit, browser)
    },
  },
]

/** The client URL, opened in a browser that has nothing to do with the appointment. */
async function inAnotherBrowser(kit: Kit, { session }: Booked) {
  const other = kit.browser()
  await other.open(session.clientUrl)
  return other
}

async function asDifferentPerson(kit: Kit, booked: Booked) {
  if (kit.subject.identifying === undefined)
    throw new Stop(notObservable('needs --identifying: by which attribute persons are told apart'))
  const other = await inAnotherBrowser(kit, booked)
  await authenticateAs(kit, other, { attributes: kit.canary().attributes })
  return other
}

/** Whether agents see these attributes. That they see the meeting, but not those, is an answer too. */
async function seenAtMeeting(kit: Kit, handle: string, canary: Canary) {
  let about: string | undefined
  const seen = await kit.until(async () => {
    const observation = await kit.observe()
    if (observation === undefined) return true
    about = observation.about(handle)
    return canary.seenIn(observation.text)
  })
  return seen === undefined && about !== undefined
    ? failed('agents see the meeting, but not the new attributes')
    : delivered(kit, canary)
}
