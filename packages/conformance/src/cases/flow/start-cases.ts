import type { Case } from '../../case.ts'
import type { Kit } from '../../engine/kit.ts'
import { allOf, expect, failed, notApplicable, passed, type Verdict } from '../../verdict.ts'
import { notDelivered } from '../../words/not-delivered.ts'
import { refused } from '../../words/refused.ts'

/** FL-1, FL-2, FL-9: the exchange with the core. */
export const startCases: readonly Case[] = [
  {
    id: 'FL-1',
    profile: 'MUST',
    title: 'a start request is answered with where to send the end user',
    async run(kit) {
      const { status, json } = await kit.start({ purpose: kit.subject.purpose })
      const url = json?.['client_url']
      const good = typeof url === 'string' && (/^tel:\S+$/.test(url) || isWebAddress(url))
      return expect(status === 200 && good, `status ${status}, client_url ${JSON.stringify(url)}`)
    },
  },
  {
    id: 'FL-1',
    profile: 'MUST',
    title: 'the answer to a start is JSON, within the five seconds that a core waits',
    async run(kit) {
      const before = Date.now()
      const { headers } = await kit.start({ purpose: kit.subject.purpose })
      const took = Date.now() - before
      const type = headers.get('content-type') ?? ''
      return allOf(
        expect(/^application\/json\b/i.test(type), `content-type ${type}`),
        expect(took < 5000, `it took ${took} ms`),
      )
    },
  },
  {
    id: 'FL-1',
    profile: 'MUST',
    title: 'each start is a session of its own',
    async run(kit) {
      const starts = await Promise.all([1, 2, 3].map(() => kit.start({ purpose: kit.subject.purpose })))
      const urls = starts.map(({ json }) => json?.['client_url'])
      return expect(new Set(urls).size === urls.length, `the same client_url twice: ${urls}`)
    },
  },
  {
    id: 'FL-1',
    profile: 'MUST',
    title: 'ten starts at the same time are all answered',
    async run(kit) {
      const starts = await Promise.all(
        Array.from({ length: 10 }, () => kit.start({ purpose: kit.subject.purpose })),
      )
      const bad = starts.find(({ status, json }) => status !== 200 || json?.['client_url'] === undefined)
      return bad ? failed(`one of them with status ${bad.status}: ${bad.text.slice(0, 100)}`) : passed
    },
  },
  {
    id: 'FL-1',
    profile: 'OURS',
    title: 'a start request with members of later versions is answered all the same',
    async run(kit) {
      const { status, json } = await kit.start({ purpose: kit.subject.purpose, later: { version: 2 } })
      return expect(status === 200 && json?.['client_url'] !== undefined, `status ${status}`)
    },
  },
  {
    id: 'FL-2',
    profile: 'MUST',
    title: 'attr_url is an http(s) URL, or is not there',
    async run(kit) {
      const { json } = await kit.start({ purpose: kit.subject.purpose })
      const url = json?.['attr_url']
      return expect(url == null || isWebAddress(url), `attr_url ${JSON.stringify(url)}`)
    },
  },
  {
    id: 'FL-2',
    profile: 'MUST',
    title: 'each session has an attr_url of its own',
    async run(kit) {
      const starts = await Promise.all([1, 2, 3].map(() => kit.start({ purpose: kit.subject.purpose })))
      const urls = starts.flatMap(({ json }) => (json?.['attr_url'] == null ? [] : [json['attr_url']]))
      if (urls.length === 0) return notApplicable('the plugin gives no attr_url')
      return expect(new Set(urls).size === starts.length, `the same attr_url twice, or none: ${urls}`)
    },
  },
  {
    id: 'FL-2',
    profile: 'MUST',
    title: 'an error of the start does not look like a success: deployed cores do not look at the status',
    async run(kit) {
      const { status, json } = await kit.start({})
      if (status === 200) return failed('a start without a purpose is answered with 200')
      return expect(json?.['client_url'] === undefined, `status ${status}, and a client_url`)
    },
  },
  ...Object.entries<(kit: Kit) => unknown>({
    'an unknown purpose': () => ({ purpose: `unknown-${Date.now()}` }),
    'no purpose': () => ({}),
    'a purpose that is no text': () => ({ purpose: 7 }),
    'a list instead of an object': ({ subject }) => [{ purpose: subject.purpose }],
    'a form instead of JSON': ({ subject }) => `purpose=${subject.purpose}`,
    'half an object': ({ subject }) => `{"purpose":"${subject.purpose}"`,
    'the purpose twice': ({ subject }) => `{"purpose":"${subject.purpose}","purpose":"other"}`,
  }).map(
    ([what, body]): Case => ({
      id: 'FL-9',
      profile: 'OURS',
      title: `a start is refused with ${what}`,
      run: async (kit) => refused(await kit.start(body(kit))),
    }),
  ),
  {
    id: 'FL-9',
    profile: 'OURS',
    title: 'a genuine result for an unknown purpose reaches nobody',
    async run(kit): Promise<Verdict> {
      const canary = kit.canary()
      const auth_result = await kit.result({ attributes: canary.attributes })
      const answer = await kit.start({ purpose: `unknown-${Date.now()}`, auth_result })
      return allOf(refused(answer), await notDelivered(kit, canary))
    },
  },
]

function isWebAddress(url: unknown): boolean {
  return typeof url === 'string' && /^https?:\/\//.test(url) && URL.canParse(url)
}
