import type { Case } from '../../case.ts'
import type { Browser } from '../../engine/browser.ts'
import { withResult } from '../../engine/create-kit.ts'
import type { Kit, Session } from '../../engine/kit.ts'
import {
  allOf,
  expect,
  failed,
  notApplicable,
  notObservable,
  passed,
  Stop,
  type Verdict,
} from '../../verdict.ts'
import { authenticate, comeBack } from '../../words/authentication.ts'

const PARALLEL = 30

/** How machines look at a link before a person does (B3). */
const SCANNERS: readonly { title: string; method: string; headers: Readonly<Record<string, string>> }[] = [
  { title: 'HEAD', method: 'HEAD', headers: {} },
  { title: 'a GET without cookies', method: 'GET', headers: {} },
  { title: 'a prefetch', method: 'GET', headers: { 'sec-purpose': 'prefetch', purpose: 'prefetch' } },
  {
    title: 'an image',
    method: 'GET',
    headers: { 'sec-fetch-dest': 'image', 'sec-fetch-site': 'cross-site' },
  },
  {
    title: 'a frame',
    method: 'GET',
    headers: { 'sec-fetch-dest': 'iframe', 'sec-fetch-site': 'cross-site' },
  },
  { title: 'a link scanner', method: 'GET', headers: { 'user-agent': 'LinkScanner/1.0 (bot)' } },
  { title: 'OPTIONS', method: 'OPTIONS', headers: { origin: 'https://evil.example' } },
]

/** B1, B2, B3: a conversation has one owner, the browser that began it. */
export const ownerCases: readonly Case[] = [
  {
    id: 'B1',
    profile: 'OURS',
    title: 'a browser that began early is not shown the attributes of one that lands after the result',
    run: (kit) =>
      fixation(kit, async (kit, session, victim, token) => {
        await kit.deliver(session, token)
        await victim.open(session.clientUrl)
      }),
  },
  {
    id: 'B1',
    profile: 'OURS',
    title: 'a browser that began early is not shown the attributes of one that lands before the result',
    run: (kit) =>
      fixation(kit, async (kit, session, victim, token) => {
        await victim.open(session.clientUrl)
        await kit.deliver(session, token)
      }),
  },
  {
    id: 'B1',
    profile: 'OURS',
    title: 'a browser that began early is not shown the attributes that another one brings in its landing',
    run: (kit) =>
      fixation(kit, async (_kit, { clientUrl }, victim, token) => {
        await victim.open(withResult(clientUrl, token))
      }),
  },
  {
    id: 'B1',
    profile: 'OURS',
    title: `${PARALLEL} browsers that begin at the same moment: one owner`,
    async run(kit) {
      const { clientUrl } = await kit.newSession()
      const browsers = Array.from({ length: PARALLEL }, () => kit.browser())
      for (const browser of browsers) await browser.open(clientUrl)
      if (!browsers[0]?.can('begin'))
        throw new Stop(notObservable('the action begin is not known (--actions)'))
      const answers = await Promise.all(browsers.map((browser) => browser.act('begin')))
      const broken = answers.find(({ status }) => status === 0 || status >= 500)
      if (broken) return failed(`status ${broken.status}`)
      const owners = answers.filter(({ status }) => status < 400).length
      return expect(owners === 1, `${owners} of ${PARALLEL} began`)
    },
  },
  {
    id: 'B1',
    profile: 'OURS',
    title: 'a second browser that begins later does not take the conversation over',
    async run(kit) {
      const { session, canary } = await owned(kit)
      const other = kit.browser()
      await other.open(session.clientUrl)
      const answer = other.can('begin') ? await other.act('begin') : undefined
      return allOf(
        expect(
          answer === undefined || answer.status >= 400,
          `begin by another browser: status ${answer?.status}`,
        ),
        expect(!canary.seenIn(await other.sees()), 'the other browser is shown the attributes'),
        await stillOwns(session.browser),
      )
    },
  },
  {
    id: 'B1',
    profile: 'OURS',
    title: 'a browser that never opened the client URL cannot begin',
    async run(kit) {
      const { clientUrl, browser } = await kit.newSession()
      const { url } = await browser.open(clientUrl)
      const stranger = kit.browser()
      const page = await stranger.open(url)
      if (page.answer.status >= 500) return failed(`its page: status ${page.answer.status}`)
      const answer = stranger.can('begin') ? await stranger.act('begin') : undefined
      if (answer !== undefined && answer.status < 400) return failed(`begin: status ${answer.status}`)
      const own = browser.can('begin') ? await browser.act('begin') : undefined
      return expect(
        own === undefined || (own.status > 0 && own.status < 400),
        `the citizen's own begin: status ${own?.status}`,
      )
    },
  },
  {
    id: 'B1',
    profile: 'OURS',
    title: 'an authentication during communication counts only for the browser that was sent to it',
    async run(kit) {
      const session = await kit.newSession(
        kit.subject.unauthenticated ? { purpose: kit.subject.unauthenticated.purpose } : undefined,
      )
      const owner = await kit.enter(session)
      const start = await authenticate(kit, owner)
      const canary = kit.canary(Object.keys((kit.subject.unauthenticated ?? kit.subject).attributes))
      // The link was passed on: another browser comes back from the authentication.
      const other = kit.browser()
      await comeBack(kit, other, start, { attributes: canary.attributes })
      const { text } = await kit.observeWithControl()
      return allOf(
        expect(!canary.seenIn(text), 'agents see the attributes of who came back elsewhere'),
        expect(!canary.seenIn(await owner.sees()), 'the one who asked for it is shown them'),
      )
    },
  },
  ...['client URL', 'address of the page'].flatMap((what): Case[] => [
    {
      id: 'B2',
      profile: 'OURS',
      title: `a leaked ${what} shows nothing of the conversation`,
      async run(kit) {
        const { session, canary } = await owned(kit)
        const thief = kit.browser()
        const page = await thief.open(
          what === 'client URL' ? session.clientUrl : (session.browser.page?.url ?? ''),
        )
        if (page.answer.status >= 500) return failed(`status ${page.answer.status}`)
        const seen = await thief.sees()
        return expect(!canary.seenIn(seen), 'the attributes are on the page of the thief')
      },
    },
    {
      id: 'B2',
      profile: 'OURS',
      title: `a leaked ${what} gives no say in the conversation`,
      async run(kit) {
        const { session } = await owned(kit)
        const thief = kit.browser()
        await thief.open(what === 'client URL' ? session.clientUrl : (session.browser.page?.url ?? ''))
        const known = ['interact', 'logout', 'end'] as const
        for (const action of known) {
          await thief.open(thief.page?.url ?? session.clientUrl)
          if (!thief.can(action)) continue
          const answer = await thief.act(action)
          if (answer.status < 400 || answer.status >= 500) return failed(`${action}: status ${answer.status}`)
        }
        return stillOwns(session.browser)
      },
    },
  ]),
  ...SCANNERS.map(
    ({ title, method, headers }): Case => ({
      id: 'B3',
      profile: 'OURS',
      title: `the client URL opened by ${title} begins nothing`,
      async run(kit) {
        const session = await kit.newSession()
        for (let times = 0; times < 2; times += 1) {
          const scanner = kit.browser()
          const seen = await scanner.request(method, session.clientUrl, { headers })
          if (seen.status >= 500) return failed(`status ${seen.status}`)
          if (seen.location) await scanner.request(method, seen.location, { headers })
        }
        return begunByButton(kit, session)
      },
    }),
  ),
  {
    id: 'B3',
    profile: 'OURS',
    title:
      'a scanner that follows the landing with a result brings it, begins nothing, and the citizen goes on',
    async run(kit) {
      const session = await kit.newSession()
      const canary = kit.canary()
      const token = await kit.result({ attributes: canary.attributes })
      const url = withResult(session.clientUrl, token)
      await kit.browser().open(url)
      const { answer } = await session.browser.open(url)
      if (answer.status >= 400) return failed(`the citizen's landing: status ${answer.status}`)
      return begunByButton(kit, session)
    },
  },
  {
    id: 'B3',
    profile: 'OURS',
    title: 'one browser holds several conversations beside each other',
    async run(kit) {
      const browser = kit.browser()
      const canaries = [kit.canary(), kit.canary()]
      const pages: string[] = []
      for (const { attributes } of canaries) {
        const session = { ...(await kit.newSession()), browser }
        await browser.open(session.clientUrl)
        await kit.deliver(session, await kit.result({ attributes }))
        if (browser.can('begin')) await browser.act('begin')
        pages.push(browser.page?.url ?? '')
      }
      for (const [at, url] of pages.entries()) {
        await browser.open(url)
        const owns = await browser.offers('interact')
        if (owns === false) return failed(`conversation ${at + 1} is not the browser's any more`)
      }
      return expect(new Set(pages).size === 2, 'both are at the same address')
    },
  },
]

/** A session whose conversation was begun by a browser before its result came. */
async function fixation(
  kit: Kit,
  bring: (kit: Kit, session: Session, victim: Browser, token: string) => Promise<unknown>,
): Promise<Verdict> {
  const session = await kit.newSession()
  const attacker = await kit.enter(session)
  if (!attacker.can('begin') && (await attacker.offers('interact')) === undefined) {
    return notApplicable('no conversation can be begun through the page')
  }
  const canary = kit.canary()
  await bring(kit, session, kit.browser(), await kit.result({ attributes: canary.attributes }))
  const { text } = await kit.observeWithControl()
  return allOf(
    expect(!canary.seenIn(await attacker.sees()), 'the one who waited is shown the attributes'),
    expect(!canary.seenIn(text), 'agents see the attributes in the conversation of the one who waited'),
  )
}

/** A conversation with attributes, of the session's browser. */
async function owned(kit: Kit) {
  const canary = kit.canary()
  const session = await kit.converse({ attributes: canary.attributes })
  return { session, canary }
}

async function stillOwns(browser: Browser): Promise<Verdict> {
  if (browser.can('interact')) {
    const { status } = await browser.act('interact')
    return expect(status > 0 && status < 400, `the owner may not go on: status ${status}`)
  }
  const offered = await browser.offers('interact')
  return offered === undefined
    ? notObservable('the action interact is not known (--actions)')
    : expect(offered, 'the owner may not go on')
}

async function begunByButton(kit: Kit, session: Session): Promise<Verdict> {
  const { browser } = session
  await browser.open(session.clientUrl)
  if (!browser.can('begin')) {
    const can = await browser.offers('begin')
    return can === false
      ? failed('there is nothing to begin any more')
      : notObservable('the action begin is not known (--actions)')
  }
  const { status } = await browser.act('begin')
  if (status === 0 || status >= 400) return failed(`the citizen cannot begin any more: status ${status}`)
  const canary = kit.canary()
  const { status: taken } = await kit.deliver(session, await kit.result({ attributes: canary.attributes }))
  return allOf(
    expect(taken < 500 && taken > 0, `the result: status ${taken}`),
    browser.can('interact') ? await stillOwns(browser) : passed,
  )
}
