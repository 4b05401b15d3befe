import type { Case } from '../../case.ts'
import type { Kit } from '../../engine/kit.ts'
import { allOf, expect, failed, notObservable } from '../../verdict.ts'
import { authenticate, comeBack } from '../../words/authentication.ts'
import { delivered } from '../../words/delivered.ts'
import { samePerson } from '../../words/same-person.ts'
import { sees } from '../../words/sees.ts'

/** AC-6, AC-9: other browsers, and other persons. */
export const personCases: readonly Case[] = [
  {
    id: 'AC-6',
    profile: 'MAY',
    title: 'a browser that is not the one of the conversation is offered to authenticate',
    async run(kit) {
      const { other } = await inAnotherBrowser(kit)
      const offered = await other.offers('authenticate')
      if (offered === undefined) return notObservable('whether it is offered cannot be seen')
      return expect(offered, 'it is not offered')
    },
  },
  {
    id: 'AC-6',
    profile: 'MAY',
    title: 'the same person comes to the conversation in another browser by authenticating',
    async run(kit) {
      const { other, person } = await inAnotherBrowser(kit)
      const renewed = samePerson(kit, person)
      const start = await authenticate(kit, other)
      const { answer, url } = await comeBack(kit, other, start, { attributes: renewed.attributes })
      return allOf(
        expect(answer.status === 200, `${url} answers ${answer.status}`),
        await delivered(kit, renewed),
      )
    },
  },
  {
    id: 'AC-9',
    profile: 'OURS',
    title: 'after a different person authenticated agents see that one, and nothing of the first',
    async run(kit) {
      const { first, second } = await differentPerson(kit)
      const seen = await delivered(kit, second)
      if (seen.verdict !== 'passed') return seen
      const { text } = await kit.observeWithControl()
      return expect(!first.seenIn(text), 'agents see attributes of the first person still')
    },
  },
  {
    id: 'AC-9',
    profile: 'OURS',
    title: 'after a different person authenticated the agent is alerted',
    async run(kit) {
      const { browser } = await differentPerson(kit)
      return sees(kit, browser, 'another_person')
    },
  },
  {
    id: 'AC-9',
    profile: 'OURS',
    title: 'after a different person authenticated nothing of the first is in what the citizen is shown',
    async run(kit) {
      const { browser, first } = await differentPerson(kit)
      if (browser.page === undefined) return failed('no page')
      return expect(!first.seenIn(await browser.sees()), 'the page shows attributes of the first person')
    },
  },
  {
    id: 'AC-9',
    profile: 'OURS',
    title: 'after the same person authenticated nobody is alerted of another person',
    async run(kit) {
      const { attributes } = kit.canary()
      const { browser } = await kit.converse({ attributes })
      const renewed = samePerson(kit, attributes)
      const start = await authenticate(kit, browser)
      await comeBack(kit, browser, start, { attributes: renewed.attributes })
      const seen = await delivered(kit, renewed)
      if (seen.verdict !== 'passed') return seen
      const words = kit.actions.says['another_person']
      if (words === undefined) return notObservable('how the plugin says "another_person" is not known')
      const about = (await kit.observe())?.about(browser.page?.handle ?? '')
      if (about === undefined) return notObservable('--observe does not print the handle of the conversation')
      return expect(!words.test(about), 'the agent is alerted')
    },
  },
]

async function inAnotherBrowser(kit: Kit) {
  const { attributes: person } = kit.canary()
  const session = await kit.converse({ attributes: person })
  const other = kit.browser()
  await other.open(session.clientUrl)
  return { other, person, session }
}

async function differentPerson(kit: Kit) {
  const [first, second] = [kit.canary(), kit.canary()]
  const { browser } = await kit.converse({ attributes: first.attributes })
  const seen = await delivered(kit, first)
  if (seen.verdict === 'failed') kit.log.say('the first person was not seen to begin with')
  const start = await authenticate(kit, browser)
  await comeBack(kit, browser, start, { attributes: second.attributes })
  return { browser, first, second }
}
