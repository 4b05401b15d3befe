import type { Case } from '../../case.ts'
import type { AuthResultTwist } from '../../crafting/craft-auth-result.ts'
import { postResult, withResult } from '../../engine/create-kit.ts'
import type { Kit } from '../../engine/kit.ts'
import { allOf, expect, failed, notApplicable, notObservable, type Verdict } from '../../verdict.ts'
import { delivered } from '../../words/delivered.ts'
import { isPage } from '../../words/is-page.ts'
import { craftFor } from '../threats/crafting-for.ts'

/** AR: the three ways to receive a result, and the dialects of results. */
export const receptionCases: readonly Case[] = [
  {
    id: 'AR-1',
    profile: 'MUST',
    title: 'results are received in at least one of the three ways, and agents see the attributes',
    async run(kit) {
      const canary = kit.canary()
      await kit.converse({ attributes: canary.attributes })
      return delivered(kit, canary)
    },
  },
  {
    id: 'AR-1',
    profile: 'MAY',
    title: 'a result in the start request is taken, and then no attr_url is answered',
    async run(kit) {
      const { status, json } = await atStart(kit)
      return allOf(
        expect(status === 200 && json?.['client_url'] !== undefined, `status ${status}`),
        expect(json?.['attr_url'] == null, 'an attr_url, though the result is there'),
      )
    },
  },
  {
    id: 'AR-1',
    profile: 'MAY',
    title: 'agents see the attributes of a result in the start request',
    async run(kit) {
      const canary = kit.canary()
      const auth_result = await kit.result({ attributes: canary.attributes })
      await kit.enter(await kit.newSession({ auth_result }))
      return delivered(kit, canary)
    },
  },
  {
    id: 'AR-2',
    profile: 'MAY',
    title: 'agents see the attributes of a result in the landing',
    async run(kit) {
      const canary = kit.canary()
      const session = await kit.newSession()
      if (session.attrUrl !== undefined)
        return notApplicable('it is configured to get results at the attr_url')
      const token = await kit.result({ attributes: canary.attributes })
      await session.browser.open(withResult(session.clientUrl, token))
      await kit.enter(session)
      return delivered(kit, canary)
    },
  },
  {
    id: 'AR-2',
    profile: 'MAY',
    title: 'the same landing again, as by a reload, leads to the same page and loses nothing',
    async run(kit) {
      const canary = kit.canary()
      const session = await kit.newSession()
      if (session.attrUrl !== undefined)
        return notApplicable('it is configured to get results at the attr_url')
      const url = withResult(session.clientUrl, await kit.result({ attributes: canary.attributes }))
      const first = await session.browser.open(url)
      const second = await session.browser.open(url)
      await kit.enter(session)
      return allOf(
        isPage(second),
        expect(first.handle === second.handle, 'it is another page'),
        await delivered(kit, canary),
      )
    },
  },
  {
    id: 'AR-3',
    profile: 'MAY',
    title: 'a result at the attr URL is taken, also twice',
    run: (kit) =>
      atAttrUrl(kit, async (attrUrl) => {
        const token = await kit.result()
        const [first, second] = [await postResult(kit, attrUrl, token), await postResult(kit, attrUrl, token)]
        return expect(isGood(first.status) && isGood(second.status), `${first.status}, then ${second.status}`)
      }),
  },
  {
    id: 'AR-3',
    profile: 'MAY',
    title: 'agents see the attributes of a result at the attr URL',
    async run(kit) {
      const canary = kit.canary()
      const session = await kit.newSession()
      if (session.attrUrl === undefined) return notApplicable('the plugin gives no attr_url')
      await postResult(kit, session.attrUrl, await kit.result({ attributes: canary.attributes }))
      await kit.enter(session)
      return delivered(kit, canary)
    },
  },
  {
    id: 'AR-3',
    profile: 'MAY',
    title: 'a content type with a parameter is a content type',
    run: (kit) =>
      atAttrUrl(kit, async (attrUrl) => {
        const { status } = await kit.send('POST', attrUrl, {
          headers: { 'content-type': 'application/jwt; charset=utf-8' },
          body: await kit.result(),
        })
        return expect(isGood(status), `status ${status}`)
      }),
  },
  {
    id: 'AR-5',
    profile: 'OURS',
    title: 'attributes stay readable after their token has expired',
    async run(kit) {
      // Ten seconds of its life are before now.
      const canary = kit.canary()
      const issued = Date.now()
      await kit.converse({ attributes: canary.attributes, lifeSeconds: 14 })
      await kit.until(() => Date.now() > issued + 6000)
      return delivered(kit, canary)
    },
  },
  {
    id: 'AR-5',
    profile: 'OURS',
    title: 'after the end of the conversation agents see the attributes no more',
    async run(kit) {
      const canary = kit.canary()
      const { browser } = await kit.converse({ attributes: canary.attributes })
      const seen = await delivered(kit, canary)
      if (seen.verdict !== 'passed') return seen
      if (!browser.can('end')) return notObservable('no action end is known (--actions)')
      const { status } = await browser.act('end')
      if (status === 0 || status >= 400) return failed(`ending is answered with ${status}`)
      const { text } = await kit.observeWithControl()
      return expect(!canary.seenIn(text), 'agents see the attributes still')
    },
  },
  dialect('the status `succes`', {}),
  dialect('the status `success`', { claims: { status: 'success' } }),
  dialect('no `typ` and no `cty` in the headers, as a deployed plugin sends', {
    jwsHeader: { typ: undefined },
    jwe: { header: { typ: undefined, cty: undefined } },
  }),
  dialect('claims that it does not know', { claims: { iss: 'somebody', nonce: 5 } }),
  dialect('the subject `verder-helpen-attributes`, when that is declared', {
    claims: { sub: 'verder-helpen-attributes' },
    feature: 'verder-helpen',
  }),
]

async function atStart(kit: Kit) {
  return kit.start({ purpose: kit.subject.purpose, auth_result: await kit.result() })
}

async function atAttrUrl(kit: Kit, judge: (attrUrl: string) => Promise<Verdict>): Promise<Verdict> {
  const { attrUrl } = await kit.newSession()
  return attrUrl === undefined ? notApplicable('the plugin gives no attr_url') : judge(attrUrl)
}

/** AR-6: a result that is genuine, and said in another way. */
function dialect(what: string, { feature, ...twist }: AuthResultTwist & { readonly feature?: string }): Case {
  return {
    id: 'AR-6',
    profile: 'OURS',
    title: `understood: ${what}`,
    async run(kit) {
      if (feature !== undefined && !kit.subject.declared.has(feature))
        return notApplicable(`not configured (--may ${feature})`)
      const canary = kit.canary()
      const token = craftFor(kit, canary, twist)
      const session = await kit.newSession()
      const { status } = await kit.deliver(session, token)
      if (status === 0 || status >= 400) return failed(`it is answered with ${status}`)
      await kit.enter(session)
      return delivered(kit, canary)
    },
  }
}

function isGood(status: number): boolean {
  return status >= 200 && status < 300
}
