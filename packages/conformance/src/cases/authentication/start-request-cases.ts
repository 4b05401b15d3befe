import type { Case } from '../../case.ts'
import type { FarStart } from '../../engine/far-side.ts'
import type { Kit } from '../../engine/kit.ts'
import { METHOD } from '../../engine/start-far-side.ts'
import { allOf, expect, failed, notObservable, type Verdict } from '../../verdict.ts'
import { authenticate } from '../../words/authentication.ts'
import { needFarSide } from '../../words/need-far-side.ts'

/** AC-1, AC-2, AC-7: what the plugin asks the core, and where it sends the citizen. */
export const startRequestCases: readonly Case[] = [
  {
    id: 'AC-1',
    profile: 'MAY',
    exclusive: true,
    title: 'the core is asked which methods there are for the purpose',
    async run(kit) {
      const { optionRequests } = needFarSide(kit)
      const before = optionRequests().length
      const { browser } = await kit.converse()
      await authenticate(kit, browser)
      const wanted = `/session_options/${encodeURIComponent(kit.subject.purpose)}`
      const asked = optionRequests()
        .slice(before)
        .map(({ url }) => new URL(url).pathname)
      return expect(
        asked.includes(wanted) || asked.includes('/session_options'),
        `asked: ${asked.join(', ') || 'nothing'}`,
      )
    },
  },
  ofStart('the start request is a POST of application/jwt', ({ arrival }) =>
    expect(
      arrival.method === 'POST' && /^application\/jwt\b/i.test(arrival.headers['content-type'] ?? ''),
      `${arrival.method} of ${arrival.headers['content-type']}`,
    ),
  ),
  ofStart(
    'it accepts exactly application/json: with anything else deployed cores answer with a redirect',
    ({ arrival }) =>
      expect(arrival.headers['accept'] === 'application/json', `accept: ${arrival.headers['accept']}`),
  ),
  ofStart("it is signed with the plugin's start key, and names it", ({ header, wrong }, { subject }) => {
    const { startKey, startKeyId } = subject
    if (startKey === undefined || startKeyId === undefined)
      return notObservable('needs start_verification_key and start_key_id in keys.json')
    return allOf(
      expect(header?.['alg'] === startKey.algorithm, `alg ${header?.['alg']}`),
      expect(header?.['kid'] === startKeyId, `kid ${header?.['kid']}`),
      expect(wrong === undefined, String(wrong)),
    )
  }),
  ofStart('it says the purpose, and a method that the core offered', ({ purpose, authMethod }, { subject }) =>
    allOf(
      expect(purpose === subject.purpose, `purpose ${purpose}`),
      expect(authMethod === METHOD, `auth_method ${authMethod}`),
    ),
  ),
  ofStart('it says where to go on, at the plugin itself', ({ commUrl }, _kit, page) =>
    expect(
      commUrl !== undefined && URL.canParse(commUrl) && new URL(commUrl).origin === new URL(page).origin,
      `comm_url ${commUrl}`,
    ),
  ),
  ofStart('each has addresses of its own', async (first, kit) => {
    const second = await authenticate(kit, (await kit.converse()).browser)
    return allOf(
      expect(first.commUrl !== second.commUrl, `the comm_url twice: ${first.commUrl}`),
      expect(
        first.attrUrl === undefined || first.attrUrl !== second.attrUrl,
        `the attr_url twice: ${first.attrUrl}`,
      ),
    )
  }),
  {
    ...ofStart('it is valid for some minutes only', ({ claims }) => {
      const [iat, exp] = [Number(claims?.['iat']), Number(claims?.['exp'])]
      const now = Date.now() / 1000
      return allOf(
        expect(iat <= now + 5 && iat > now - 120, `iat ${claims?.['iat']}`),
        expect(exp > now + 30 && exp <= iat + 900, `exp ${claims?.['exp']}`),
      )
    }),
    profile: 'OURS',
  },
  {
    id: 'AR-4',
    profile: 'MUST',
    title: 'it wants the attributes by reception 2 or 3: attr_url is an http(s) URL, or is not there',
    async run(kit) {
      const { claims } = await authenticate(kit, (await kit.converse()).browser)
      const request = claims?.['request'] as Record<string, unknown> | undefined
      const url = request?.['attr_url']
      return expect(
        url == null || (typeof url === 'string' && /^https?:\/\//.test(url)),
        `attr_url ${JSON.stringify(url)}`,
      )
    },
  },
  {
    id: 'AC-2',
    profile: 'MUST',
    title: 'the citizen is sent to the URL that the core answered',
    async run(kit) {
      const { browser } = await kit.converse()
      const { clientUrl } = await authenticate(kit, browser)
      return expect(clientUrl !== undefined, 'nobody is sent anywhere')
    },
  },
  {
    id: 'AC-7',
    profile: 'OURS',
    exclusive: true,
    title: 'of several methods the one that the citizen chose is asked for',
    async run(kit) {
      const farSide = needFarSide(kit)
      farSide.offer('first', METHOD, 'last')
      try {
        const { browser } = await kit.converse()
        if (browser.page) await browser.open(browser.page.url)
        const { authMethod } = await authenticate(kit, browser)
        if (kit.actions.rows.authenticate === undefined && authMethod !== METHOD)
          return notObservable('how a method is chosen is not known (--actions)')
        return expect(authMethod === METHOD, `auth_method ${authMethod}`)
      } finally {
        farSide.offer(METHOD)
      }
    },
  },
  {
    id: 'AC-7',
    profile: 'OURS',
    exclusive: true,
    title: 'a method that the core does not offer is not asked for',
    async run(kit) {
      const farSide = needFarSide(kit)
      if (kit.actions.rows.authenticate === undefined)
        return notObservable('how a method is chosen is not known (--actions)')
      // Once, so that what fails afterwards does so for this reason.
      await authenticate(kit, (await kit.converse()).browser)
      farSide.offer('another')
      try {
        const before = farSide.starts().length
        const { browser } = await kit.converse()
        const { answer, leadsTo } = await browser.authenticate()
        const asked = farSide
          .starts()
          .slice(before)
          .find(({ authMethod }) => authMethod === METHOD)
        if (answer.status === 0) return failed(answer.text)
        return allOf(
          expect(asked === undefined, 'it is asked for'),
          expect(leadsTo === undefined, `the citizen is sent to ${leadsTo}`),
        )
      } finally {
        farSide.offer(METHOD)
      }
    },
  },
]

/** AC-1: something about the start request of a conversation in which the citizen authenticates. */
function ofStart(
  title: string,
  judge: (start: FarStart, kit: Kit, page: string) => Verdict | Promise<Verdict>,
): Case {
  return {
    id: 'AC-1',
    profile: 'MAY',
    title,
    async run(kit) {
      const { browser } = await kit.converse()
      return judge(await authenticate(kit, browser), kit, browser.page?.url ?? '')
    },
  }
}
