import type { Case } from '../../case.ts'
import { allOf, expect, failed, notApplicable, notObservable, passed } from '../../verdict.ts'
import { delivered } from '../../words/delivered.ts'
import { interact } from '../../words/feedback.ts'
import { isPage } from '../../words/is-page.ts'
import { needFarSide } from '../../words/need-far-side.ts'

/** FL-3 to FL-6: the session, from the landing on. */
export const sessionCases: readonly Case[] = [
  {
    id: 'FL-3',
    profile: 'MUST',
    title: 'the client URL leads to a page of the plugin',
    async run(kit) {
      const { browser, clientUrl } = await kit.newSession()
      const page = await browser.open(clientUrl)
      const type = page.answer.headers.get('content-type') ?? ''
      return page.leadsTo === undefined
        ? allOf(isPage(page), expect(/^text\/html\b/i.test(type), `content-type ${type}`))
        : isPage(page)
    },
  },
  {
    id: 'FL-3',
    profile: 'MUST',
    title: 'the conversation goes on at its page for as long as the browser comes back to it',
    async run(kit) {
      const { browser } = await kit.converse()
      const url = browser.page?.url ?? ''
      for (let times = 0; times < 3; times++) {
        const verdict = isPage(await browser.open(url))
        if (verdict.verdict !== 'passed') return verdict
      }
      return passed
    },
  },
  {
    id: 'FL-3',
    profile: 'MUST',
    title: 'two sessions are two conversations',
    async run(kit) {
      const [one, other] = [await kit.converse(), await kit.converse()]
      return expect(
        one.browser.page?.url !== other.browser.page?.url,
        `both have the page ${one.browser.page?.url}`,
      )
    },
  },
  {
    id: 'FL-3',
    profile: 'OURS',
    title: 'the client URL leads to the session also when its query was rewritten, as a deployed plugin does',
    async run(kit) {
      const { browser, clientUrl } = await kit.newSession()
      return isPage(await browser.open(`${clientUrl.split('?')[0]}?rewritten=1`))
    },
  },
  {
    id: 'FL-4',
    profile: 'MUST',
    title: 'a landing before the attributes have come leads to a page',
    async run(kit) {
      const session = await kit.newSession()
      if (session.attrUrl === undefined) return notApplicable('nothing is delivered separately')
      return isPage(await session.browser.open(session.clientUrl))
    },
  },
  {
    id: 'FL-4',
    profile: 'MUST',
    title: 'attributes that come after the landing are delivered',
    async run(kit) {
      const session = await kit.newSession()
      if (session.attrUrl === undefined) return notApplicable('nothing is delivered separately')
      await kit.enter(session)
      const canary = kit.canary()
      const { status } = await kit.deliver(session, await kit.result({ attributes: canary.attributes }))
      if (status === 0 || status >= 400) return failed(`they are answered with ${status}`)
      return delivered(kit, canary)
    },
  },
  {
    id: 'FL-5',
    profile: 'MAY',
    title: 'a citizen can end the conversation, and the page says so afterwards',
    async run(kit) {
      const { browser } = await kit.converse()
      if (!browser.can('end')) return notObservable('no action end is known (--actions)')
      const before = await browser.sees()
      const { status } = await browser.act('end')
      if (status === 0 || status >= 400) return failed(`ending is answered with ${status}`)
      const after = await browser.sees()
      return expect(after !== before, 'the page is the same as before')
    },
  },
  {
    id: 'FL-5',
    profile: 'MAY',
    title: 'a conversation that has ended takes no more results',
    async run(kit) {
      const session = await kit.newSession()
      if (session.attrUrl === undefined) return notApplicable('nothing is delivered separately')
      const browser = await kit.enter(session)
      if (!browser.can('end')) return notObservable('no action end is known (--actions)')
      await browser.act('end')
      const canary = kit.canary()
      await kit.deliver(session, await kit.result({ attributes: canary.attributes }))
      const { text } = await kit.observeWithControl()
      return expect(!canary.seenIn(text), 'agents see attributes that came after the end')
    },
  },
  {
    id: 'FL-6',
    profile: 'MUST',
    title: 'the core is told nothing of a session: not its begin, its activity or its end',
    async run(kit) {
      const { arrivals, origin } = needFarSide(kit)
      const before = arrivals.length
      const { browser } = await kit.converse()
      await interact(browser)
      if (browser.can('end')) await browser.act('end')
      await kit.converse()
      const known = /^\/(session|session_options|start|authenticate)(\/|\?|$)/
      const told = arrivals.slice(before).find(({ url }) => !known.test(url.slice(origin.length)))
      return expect(told === undefined, `the core got ${told?.method} ${told?.url}`)
    },
  },
  {
    id: 'FL-6',
    profile: 'MUST',
    exclusive: true,
    title: 'a conversation goes on while the core does not answer',
    async run(kit) {
      const farSide = needFarSide(kit)
      farSide.answerOptions('silence')
      farSide.answerStart('silence')
      try {
        const canary = kit.canary()
        const { browser } = await kit.converse({ attributes: canary.attributes })
        await interact(browser)
        const { answer } = await browser.open(browser.page?.url ?? '')
        return allOf(
          expect(answer.status === 200, `the page answers ${answer.status}`),
          await delivered(kit, canary),
        )
      } finally {
        farSide.answerOptions()
        farSide.answerStart()
      }
    },
  },
]
