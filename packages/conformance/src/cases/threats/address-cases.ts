import type { Case } from '../../case.ts'
import type { Answer } from '../../engine/answer.ts'
import type { Browser } from '../../engine/browser.ts'
import { withResult } from '../../engine/create-kit.ts'
import type { Kit } from '../../engine/kit.ts'
import { allOf, expect, failed, notApplicable, notObservable, passed, type Verdict } from '../../verdict.ts'

/** Parameters by which applications are told where to go. */
const PARAMETERS = [
  'next',
  'url',
  'redirect',
  'redirect_uri',
  'redirect_url',
  'return',
  'return_to',
  'returnUrl',
  'continue',
  'continuation',
  'target',
  'dest',
  'goto',
  'comm_url',
  'client_url',
  'callback',
] as const

const EVIL = 'https://evil.example/here'

/** F1, F2, F3: what stands in addresses and cookies. */
export const addressCases: readonly Case[] = [
  ...['genuine', 'refused'].flatMap((kind): Case[] => [
    {
      id: 'F1',
      profile: 'OURS',
      title: `a ${kind} result in the landing is gone from the address before any page`,
      async run(kit) {
        const { browser, token } = await landedWith(kit, kind)
        const { url, hops } = browser.page ?? { url: '', hops: [] }
        const page = hops.find(({ answer }) => answer.status === 200)
        return allOf(
          expect(!url.includes(token.slice(0, 40)), 'the result is in the address of the page'),
          expect(
            page === undefined || !/[?&]result=/.test(page.url),
            'a page is answered at an address with a result',
          ),
          expect(
            hops.length > 1 && (hops[0]?.answer.status ?? 0) === 303,
            `the landing is answered ${hops[0]?.answer.status}, not by a 303`,
          ),
        )
      },
    },
    {
      id: 'F1',
      profile: 'OURS',
      title: `the answer to a landing with a ${kind} result may not be stored`,
      async run(kit) {
        const { browser } = await landedWith(kit, kind)
        const header = browser.page?.hops[0]?.answer.headers.get('cache-control')
        return expect(/no-store/i.test(header ?? ''), `cache-control: ${header}`)
      },
    },
    {
      id: 'F1',
      profile: 'OURS',
      title: `a ${kind} result in the landing reaches no other site by the referrer`,
      async run(kit) {
        const { browser } = await landedWith(kit, kind)
        return allOf(
          ...(browser.page?.hops ?? []).map(({ answer }) => {
            const header = answer.headers.get('referrer-policy') ?? ''
            return expect(
              /^(no-referrer|same-origin)$/i.test(header.split(',').at(-1)?.trim() ?? ''),
              `referrer-policy: ${header}`,
            )
          }),
        )
      },
    },
    {
      id: 'F1',
      profile: 'OURS',
      title: `a ${kind} result in the landing stands in no answer`,
      async run(kit) {
        const { browser, token } = await landedWith(kit, kind)
        await browser.sees()
        const leak = browser.received.find(({ answer }) => textOf(answer).includes(token.slice(-40)))
        return expect(leak === undefined, 'an answer holds the result')
      },
    },
  ]),
  {
    id: 'F1',
    profile: 'OURS',
    title: 'the address of the page holds no query and not the secret of the client URL',
    async run(kit) {
      const { clientUrl, browser } = await kit.newSession()
      const { url } = await browser.open(clientUrl)
      const secret = new URL(clientUrl).pathname.split('/').at(-1) ?? clientUrl
      return allOf(
        expect(!url.includes(secret), 'the secret is still in it'),
        expect(new URL(url).search === '', `the query ${new URL(url).search}`),
      )
    },
  },
  {
    id: 'F1',
    profile: 'OURS',
    title: 'a landing with two results is answered without an error of the plugin, and takes at most one',
    async run(kit) {
      const { clientUrl, browser } = await kit.newSession()
      const [one, other] = [await kit.result(), await kit.result()]
      const join = clientUrl.includes('?') ? '&' : '?'
      const { answer } = await browser.open(`${clientUrl}${join}result=${one}&result=${other}`)
      return expect(answer.status > 0 && answer.status < 500, `status ${answer.status}`)
    },
  },
  ...[
    { flag: 'HttpOnly', holds: (cookie: string) => /;\s*httponly/i.test(cookie) },
    { flag: 'SameSite', holds: (cookie: string) => /;\s*samesite=(lax|strict)/i.test(cookie) },
    { flag: 'no domain', holds: (cookie: string) => !/;\s*domain=/i.test(cookie) },
  ].map(
    ({ flag, holds }): Case => ({
      id: 'F2',
      profile: 'OURS',
      title: `every cookie of the plugin has ${flag}`,
      async run(kit) {
        const cookies = await cookiesOf(kit)
        if (cookies.length === 0) return notApplicable('the plugin sets no cookie')
        const wrong = cookies.find((cookie) => !holds(cookie))
        return expect(wrong === undefined, `set-cookie: ${wrong?.replace(/=[^;]*/, '=…')}`)
      },
    }),
  ),
  {
    id: 'F2',
    profile: 'OURS',
    title: 'over https every cookie is Secure and bound to the host by its name',
    async run(kit) {
      const { clientUrl } = await kit.newSession()
      if (!clientUrl.startsWith('https:')) return notApplicable('the plugin is reached over plain http')
      const wrong = (await cookiesOf(kit)).find((cookie) => !/^__Host-.*;\s*secure/i.test(cookie))
      return expect(wrong === undefined, `set-cookie: ${wrong?.replace(/=[^;]*/, '=…')}`)
    },
  },
  {
    id: 'F2',
    profile: 'OURS',
    title: 'no cookie stands in an address or on a page',
    async run(kit) {
      const session = await kit.converse()
      await session.browser.sees()
      const values = session.browser.cookies.map((pair) => pair.slice(pair.indexOf('=') + 1))
      const leak = session.browser.received.find(({ url, answer }) =>
        values.some((value) => value.length > 8 && (url.includes(value) || answer.text.includes(value))),
      )
      return expect(leak === undefined, `in ${leak?.url}`)
    },
  },
  {
    id: 'F2',
    profile: 'OURS',
    title: 'nothing secret is kept in localStorage',
    run: async () => notObservable('only a browser that runs scripts can see it'),
  },
  ...PARAMETERS.map(
    (name): Case => ({
      id: 'F3',
      profile: 'OURS',
      title: `the parameter ${name} sends nobody elsewhere`,
      run: (kit) => sentElsewhere(kit, name),
    }),
  ),
  {
    id: 'F3',
    profile: 'OURS',
    title: 'a path that is another address sends nobody elsewhere',
    async run(kit) {
      const { clientUrl } = await kit.newSession()
      const { origin } = new URL(clientUrl)
      const verdicts: Verdict[] = []
      for (const path of [
        '//evil.example/',
        '/\\evil.example/',
        '/%2f%2fevil.example/',
        '/https://evil.example/',
        '//evil.example/..',
      ]) {
        const { status, location } = await kit.send('GET', `${origin}${path}`)
        verdicts.push(expect(status < 500, `${path}: status ${status}`), stays(location, origin))
      }
      return allOf(...verdicts)
    },
  },
]

async function landedWith(kit: Kit, kind: string): Promise<{ browser: Browser; token: string }> {
  const { clientUrl, browser } = await kit.newSession()
  const genuine = await kit.result()
  const token = kind === 'genuine' ? genuine : genuine.split('.').with(4, 'AAAAAAAAAAAAAAAAAAAAAA').join('.')
  await browser.open(withResult(clientUrl, token))
  return { browser, token }
}

async function cookiesOf(kit: Kit): Promise<readonly string[]> {
  const { browser } = await kit.converse()
  return browser.received.flatMap(({ answer }) => answer.headers.getSetCookie())
}

async function sentElsewhere(kit: Kit, name: string): Promise<Verdict> {
  const { clientUrl, browser } = await kit.newSession()
  const { origin } = new URL(clientUrl)
  const query = (url: string) => `${url}${url.includes('?') ? '&' : '?'}${name}=${encodeURIComponent(EVIL)}`
  const landing = await browser.open(query(clientUrl))
  if (landing.answer.status >= 500) return failed(`status ${landing.answer.status}`)
  const page = await browser.open(query(landing.url.split('?')[0] ?? landing.url))
  const bare = await kit.send('GET', query(`${origin}/`))
  return allOf(
    stays(landing.leadsTo, origin),
    stays(page.leadsTo, origin),
    stays(bare.location, origin),
    expect(!linksTo(page.answer.text), 'the page has a link, form or refresh that leads there'),
  )
}

function stays(location: string | undefined, origin: string): Verdict {
  if (location === undefined) return passed
  const away = !URL.canParse(location) || new URL(location).hostname === 'evil.example'
  return away && !location.startsWith(origin) ? failed(`it leads to ${location}`) : passed
}

function linksTo(html: string): boolean {
  return /(?:href|action|src|content)\s*=\s*["'][^"']*evil\.example/i.test(html)
}

function textOf({ text, location }: Answer): string {
  return `${location ?? ''} ${text}`
}
