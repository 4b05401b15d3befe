import type { Case } from '../../case.ts'
import type { Answer } from '../../engine/answer.ts'
import type { Action, Browser } from '../../engine/browser.ts'
import type { Kit } from '../../engine/kit.ts'
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

/** Values of attributes that would be more than text on a careless page. */
const MARKUP = [
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '"><svg onload=alert(1)>',
  "'><iframe srcdoc=x>",
  '</title></textarea><script>alert(1)</script>',
  '<a href="javascript:alert(1)">x</a>',
  '<!-- <base href=https://evil.example/>',
  '<math><mtext></mtext><mglyph><style><img src=x onerror=alert(1)>',
] as const

const HOSTS = [
  { host: 'evil.example' },
  { 'x-forwarded-host': 'evil.example' },
  { forwarded: 'host=evil.example;proto=https' },
  { 'x-forwarded-proto': 'javascript', 'x-forwarded-port': '81', 'x-original-url': '//evil.example' },
] as const

/** Where forged requests come from (F6). */
const FOREIGN: readonly { title: string; headers: Readonly<Record<string, string>> }[] = [
  { title: 'another site', headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' } },
  { title: 'another site, by an old browser', headers: { origin: 'https://evil.example' } },
  { title: 'a sandboxed frame', headers: { origin: 'null', 'sec-fetch-site': 'cross-site' } },
]

/** F4 to F7: what pages may not do. */
export const pageCases: readonly Case[] = [
  ...MARKUP.map(
    (markup): Case => ({
      id: 'F4',
      profile: 'OURS',
      title: `an attribute with ${markup} stays text on every page`,
      run: (kit) => staysText(kit, markup),
    }),
  ),
  {
    id: 'F4',
    profile: 'OURS',
    title: 'every page has a content security policy that allows no inline script and no eval',
    run: (kit) =>
      eachPage(kit, ({ headers }) => {
        const policy = headers.get('content-security-policy') ?? ''
        const scripts = directive(policy, 'script-src') ?? directive(policy, 'default-src')
        if (scripts === undefined) return failed(`content-security-policy: ${policy}`)
        return expect(!/unsafe-|(^|\s)(\*|https?:|data:)(\s|$)/.test(scripts), `scripts from ${scripts}`)
      }),
  },
  {
    id: 'F4',
    profile: 'OURS',
    title: 'no answer is taken for another kind than it says',
    run: (kit) =>
      eachPage(kit, ({ headers }) =>
        expect(headers.get('x-content-type-options') === 'nosniff', 'no x-content-type-options: nosniff'),
      ),
  },
  {
    id: 'F5',
    profile: 'OURS',
    title: 'no message can imitate the panel with the verified identity',
    run: async () =>
      notObservable('a matter of how the page is laid out: only a person, or a test of that page, sees it'),
  },
  {
    id: 'F6',
    profile: 'OURS',
    title: 'no page can be framed by another site',
    run: (kit) =>
      eachPage(kit, ({ headers }) => {
        const ancestors = directive(headers.get('content-security-policy') ?? '', 'frame-ancestors')
        const old = headers.get('x-frame-options') ?? ''
        if (ancestors !== undefined)
          return expect(!/(^|\s)(\*|https?:)(\s|$)/.test(ancestors), `frame-ancestors ${ancestors}`)
        return expect(/^(deny|sameorigin)$/i.test(old), 'neither frame-ancestors nor x-frame-options')
      }),
  },
  {
    id: 'F6',
    profile: 'OURS',
    title: 'no page keeps a hold on the window that opened it',
    run: (kit) =>
      eachPage(kit, ({ headers }) =>
        expect(
          /^same-origin/.test(headers.get('cross-origin-opener-policy') ?? ''),
          'no cross-origin-opener-policy: same-origin',
        ),
      ),
  },
  ...FOREIGN.flatMap(({ title, headers }) =>
    (['begin', 'interact', 'logout', 'authenticate', 'end'] as const).map(
      (action): Case => ({
        id: 'F6',
        profile: 'OURS',
        // The core offers the methods, and others change how it does.
        exclusive: action === 'authenticate',
        title: `${action} sent by ${title} is refused`,
        run: (kit) => forged(kit, action, headers),
      }),
    ),
  ),
  ...(['begin', 'interact', 'logout'] as const).map(
    (action): Case => ({
      id: 'F6',
      profile: 'OURS',
      title: `${action} by GET changes nothing`,
      async run(kit) {
        const { browser, url } = await readyFor(kit, action)
        const answer = await browser.request('GET', url, { headers: { 'sec-fetch-site': 'cross-site' } })
        if (answer.status >= 500 || answer.status === 0) return failed(`status ${answer.status}`)
        return stillPossible(browser, action)
      },
    }),
  ),
  ...HOSTS.flatMap((headers): Case[] => {
    const names = Object.keys(headers).join(', ')
    return [
      {
        id: 'F6',
        profile: 'OURS',
        title: `the start request's headers ${names} do not get into the URLs of its answer`,
        async run(kit) {
          const { status, text } = await kit.start({ purpose: kit.subject.purpose }, { headers })
          return allOf(
            expect(status < 500 && status > 0, `status ${status}`),
            expect(!/evil\.example|javascript:|:81\//.test(text), `answered ${text.slice(0, 200)}`),
          )
        },
      },
      {
        id: 'F6',
        profile: 'OURS',
        title: `the landing's headers ${names} do not get into where it leads`,
        async run(kit) {
          const { clientUrl } = await kit.newSession()
          const { status, location = '', text } = await kit.send('GET', clientUrl, { headers })
          return allOf(
            expect(status < 500 && status > 0, `status ${status}`),
            expect(
              !/^[a-z]+:\/\/[^/]*(evil\.example|:81\b)/.test(location) && !location.startsWith('javascript:'),
              `it leads to ${location}`,
            ),
            expect(!/(?:href|action|src)\s*=\s*["'][^"']*evil\.example/.test(text), 'the page leads there'),
          )
        },
      },
    ]
  }),
  {
    id: 'F7',
    profile: 'OURS',
    title: 'no page of a conversation, and nothing it loads about it, may be stored',
    async run(kit) {
      const canary = kit.canary()
      const { browser } = await kit.converse({ attributes: canary.attributes })
      await browser.sees()
      const personal = browser.received.filter(({ answer }) => isPage(answer) || canary.seenIn(answer.text))
      const kept = personal.find(({ answer }) => !/no-store/i.test(answer.headers.get('cache-control') ?? ''))
      return expect(
        kept === undefined,
        `${kept?.url}: cache-control ${kept?.answer.headers.get('cache-control')}`,
      )
    },
  },
  {
    id: 'F7',
    profile: 'OURS',
    title: 'after the end the back button shows nothing of the person',
    async run(kit) {
      const canary = kit.canary()
      const browser = await ended(kit, canary)
      return expect(!canary.seenIn(await browser.sees()), 'the attributes are still on the page')
    },
  },
  {
    id: 'F7',
    profile: 'OURS',
    title: 'what clears the browser after the end leaves the cookies of the whole domain alone',
    async run(kit) {
      const browser = await ended(kit, kit.canary())
      const header = browser.received.map(({ answer }) => answer.headers.get('clear-site-data') ?? '').join()
      return expect(!/"cookies"|"\*"/.test(header), `clear-site-data: ${header}`)
    },
  },
]

/** Every page that a citizen gets to see in one conversation, judged by one rule. */
async function eachPage(kit: Kit, judge: (answer: Answer) => Verdict): Promise<Verdict> {
  const { browser } = await kit.converse()
  await browser.sees()
  const pages = browser.received.filter(({ answer }) => isPage(answer))
  return pages.length === 0
    ? notApplicable('there is no page')
    : allOf(...pages.map(({ answer }) => judge(answer)))
}

function isPage({ status, headers }: Answer): boolean {
  return status === 200 && /text\/html/i.test(headers.get('content-type') ?? '')
}

function directive(policy: string, name: string): string | undefined {
  const found = policy
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name} `))
  return found?.slice(name.length + 1)
}

async function staysText(kit: Kit, markup: string): Promise<Verdict> {
  const canary = kit.canary()
  const attributes = Object.fromEntries(
    Object.entries(canary.attributes).map(([name, value]) => [name, `${value}${markup}`]),
  )
  const { browser } = await kit.converse({ attributes })
  await browser.sees()
  const run = browser.received.find(({ answer }) => !isData(answer) && answer.text.includes(markup))
  return expect(run === undefined, `${run?.url} holds it as markup`)
}

/** JSON is text to a browser, when it says that it is JSON. */
function isData({ headers }: Answer): boolean {
  return /^application\/([\w.-]+\+)?json/i.test(headers.get('content-type') ?? '')
}

interface Ready {
  readonly browser: Browser
  /** Where the action of this conversation is sent. */
  readonly url: string
  readonly body: string
}

/** A conversation in which the action is possible, and where it would be sent: learnt from another conversation. */
async function readyFor(kit: Kit, action: Action): Promise<Ready> {
  const [model, own] = [await before(kit, action), await before(kit, action)]
  const length = model.received.length
  if (action === 'authenticate') await model.authenticate()
  else await model.act(action)
  const sent = model.received.slice(length).find(({ answer }) => answer.status !== 0)
  const handle = (browser: Browser) => browser.page?.handle ?? ''
  const url = sent?.url.replaceAll(modelHandle(model, length), handle(own))
  if (url === undefined) throw new Stop(notObservable(`where ${action} is sent could not be seen`))
  return { browser: own, url, body: '{}' }
}

/** The handle of the page on which the model was before it acted. */
function modelHandle({ received, page }: Browser, length: number): string {
  const last = received.slice(0, length).findLast(({ answer }) => isPage(answer))
  return new URL(last?.url ?? page?.url ?? 'http://none').pathname.split('/').at(-1) ?? ''
}

async function before(kit: Kit, action: Action): Promise<Browser> {
  const session = await kit.newSession()
  const { browser } = session
  await browser.open(session.clientUrl)
  if (action !== 'begin') await kit.enter(session)
  if (action === 'logout') {
    if (!kit.farSide)
      throw new Stop(notObservable('needs --far-side: without a session URL there is no logout'))
    await kit.deliver(session, await kit.result({ sessionUrl: kit.farSide.session().url }))
  }
  if (action === 'authenticate' && !kit.farSide) throw new Stop(notObservable('needs --far-side'))
  await kit.until(async () => (await browser.offers(action)) !== false, 2000)
  if (browser.can(action)) return browser
  const needed = action === 'begin' || action === 'interact' || action === 'logout'
  throw new Stop((needed ? notObservable : notApplicable)(`the action ${action} is not known (--actions)`))
}

/** The same request as the page's own, from a page of somebody else: with the citizen's cookies, in every content type. */
async function forged(kit: Kit, action: Action, headers: Readonly<Record<string, string>>): Promise<Verdict> {
  const { browser, url, body } = await readyFor(kit, action)
  for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'application/json']) {
    const sent = type === 'application/x-www-form-urlencoded' ? 'text=x&method=test' : body
    const answer = await browser.request('POST', url, {
      headers: { 'content-type': type, ...headers },
      body: sent,
    })
    if (answer.status === 0 || answer.status >= 500) return failed(`status ${answer.status}`)
    if (answer.status < 400) return failed(`sent as ${type}: status ${answer.status}`)
  }
  return stillPossible(browser, action)
}

async function stillPossible(browser: Browser, action: Action): Promise<Verdict> {
  const offered = await browser.offers(action)
  if (offered === undefined || action === 'interact' || action === 'authenticate') return passed
  return expect(offered, `${action} is not possible any more`)
}

async function ended(kit: Kit, canary: ReturnType<Kit['canary']>): Promise<Browser> {
  const sessionUrl = kit.farSide?.session().url
  const { browser } = await kit.converse({ attributes: canary.attributes, ...(sessionUrl && { sessionUrl }) })
  for (const action of ['end', 'logout'] as const) {
    await browser.offers(action)
    if (!browser.can(action)) continue
    const { status } = await browser.act(action)
    if (status > 0 && status < 400) return browser
  }
  throw new Stop(notObservable('no way to end a conversation is known (--actions, --far-side)'))
}
