import type { Case } from '../../case.ts'
import type { Kit } from '../../engine/kit.ts'
import { allOf, expect, failed, notApplicable, notObservable, Stop } from '../../verdict.ts'
import { authenticate, comeBack } from '../../words/authentication.ts'
import { delivered } from '../../words/delivered.ts'
import { isPage } from '../../words/is-page.ts'
import { sees } from '../../words/sees.ts'

/** UN: sessions without a verified identity. */
export const unauthenticatedCases: readonly Case[] = [
  {
    id: 'UN-1',
    profile: 'MAY',
    title: 'an unauthenticated session lands at once',
    async run(kit) {
      const session = await withoutIdentity(kit)
      return isPage(await session.browser.open(session.clientUrl))
    },
  },
  {
    id: 'UN-1',
    profile: 'MAY',
    title: 'an unauthenticated conversation begins, and reaches the agents',
    async run(kit) {
      const session = await withoutIdentity(kit)
      const browser = await kit.enter(session)
      const handle = browser.page?.handle ?? ''
      const observation = await kit.observe()
      if (observation === undefined) return notObservable('needs --observe')
      const seen = await kit.until(async () => (await kit.observe())?.about(handle))
      if (seen !== undefined) return expect(true, '')
      const other = await kit.converse()
      const known = await kit.until(async () =>
        (await kit.observe())?.about(other.browser.page?.handle ?? ''),
      )
      return known === undefined
        ? notObservable('--observe does not print the handles of conversations')
        : failed('agents see other conversations, but not this one')
    },
  },
  {
    id: 'UN-2',
    profile: 'MAY',
    title: 'an unauthenticated citizen can authenticate later, and agents see the attributes',
    async run(kit) {
      const session = await withoutIdentity(kit)
      const browser = await kit.enter(session)
      const start = await authenticate(kit, browser)
      const tags = Object.keys(kit.subject.unauthenticated?.attributes ?? {})
      if (tags.length === 0) return notObservable('the unauthenticated purpose has no attributes to look for')
      const canary = kit.canary(tags)
      await comeBack(kit, browser, start, { attributes: canary.attributes })
      return delivered(kit, canary)
    },
  },
  {
    id: 'UN-2',
    profile: 'MAY',
    title: 'an unauthenticated citizen is offered to authenticate',
    async run(kit) {
      const browser = await kit.enter(await withoutIdentity(kit))
      const offered = await browser.offers('authenticate')
      if (offered === undefined) return notObservable('whether it is offered cannot be seen')
      return expect(offered, 'it is not offered')
    },
  },
  {
    id: 'UN-3',
    profile: 'MAY',
    title: 'an agent can ask the citizen to authenticate, and the citizen is shown that',
    async run(kit) {
      if (kit.askAuthentication === undefined) return notObservable('needs --agent-asks: a command that asks')
      const browser = await kit.enter(await withoutIdentity(kit))
      const handle = browser.page?.handle ?? ''
      const before = await browser.sees()
      await kit.observe()
      await kit.askAuthentication(handle)
      const asked = await kit.until(async () => (await browser.sees()) !== before)
      const offered = await browser.offers('authenticate')
      return allOf(
        expect(asked !== undefined, 'what the citizen is shown does not change'),
        offered === undefined
          ? notObservable('whether it is offered cannot be seen')
          : expect(offered, 'it is not offered'),
      )
    },
  },
  {
    id: 'UN-4',
    profile: 'OURS',
    title: 'agents are told plainly that nobody was verified',
    async run(kit) {
      const browser = await kit.enter(await withoutIdentity(kit))
      return sees(kit, browser, 'unverified')
    },
  },
  {
    id: 'UN-4',
    profile: 'OURS',
    title: 'where the purpose does not allow it, the citizen is asked to authenticate',
    async run(kit) {
      const browser = await kit.enter(await kit.newSession())
      if (!kit.subject.declared.has('AC-1'))
        return notApplicable('the plugin does not authenticate (--may AC-1)')
      const offered = await browser.offers('authenticate')
      if (offered === undefined) return notObservable('whether it is offered cannot be seen')
      return expect(offered, 'it is not offered')
    },
  },
]

/** A session without a result, for the purpose that allows it. */
function withoutIdentity(kit: Kit) {
  const { unauthenticated } = kit.subject
  if (unauthenticated === undefined)
    throw new Stop(notObservable('needs --unauthenticated-purpose: one that allows it'))
  return kit.newSession({ purpose: unauthenticated.purpose })
}
