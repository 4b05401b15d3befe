import type { Case } from '../../case.ts'
import type { Answer } from '../../engine/answer.ts'
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
import { delivered } from '../../words/delivered.ts'
import { onlyGenuine } from './only-genuine.ts'
import { unbroken } from './unbroken.ts'

/** Guesses at an attr URL, made from a real one. */
const GUESSES: readonly { title: string; guess: (url: string) => string }[] = [
  { title: 'another last character', guess: (url) => url.slice(0, -1) + (url.endsWith('A') ? 'Q' : 'A') },
  { title: 'one character less', guess: (url) => url.slice(0, -1) },
  { title: 'one character more', guess: (url) => `${url}A` },
  { title: 'the other case', guess: (url) => swapCase(url) },
  {
    title: 'a secret of the same length',
    guess: (url) => withSecret(url, (secret) => 'A'.repeat(secret.length)),
  },
  { title: 'a wildcard', guess: (url) => withSecret(url, () => '%25') },
  { title: 'a quote', guess: (url) => withSecret(url, () => "'%20or%20'1'='1") },
  { title: 'a step up', guess: (url) => withSecret(url, (secret) => `x/..%2f${secret}`) },
]

/** What may come to an attr URL before the result does (B5). */
const JUNK: readonly { title: string; method?: string; type?: string; body?: string }[] = [
  { title: 'nothing', body: '' },
  { title: 'a word', body: 'junk' },
  { title: 'JSON', type: 'application/json', body: '{"auth_result":"x"}' },
  { title: 'a form', type: 'application/x-www-form-urlencoded', body: 'result=x' },
  { title: 'multipart', type: 'multipart/form-data; boundary=x', body: '--x--' },
  { title: 'zero bytes', body: '\0\0\0\0' },
  { title: 'a content type that is none', type: 'x', body: 'a.b.c.d.e' },
  { title: 'a GET', method: 'GET' },
  { title: 'a PUT', method: 'PUT', body: 'junk' },
  { title: 'a DELETE', method: 'DELETE' },
]

/** B4, B5, B8: the attr URL is a secret, and only a result does something there. */
export const attrUrlCases: readonly Case[] = [
  ...GUESSES.map(
    ({ title, guess }): Case => ({
      id: 'B4',
      profile: 'OURS',
      title: `a guessed attr URL with ${title} is answered as any other, and takes nothing`,
      async run(kit) {
        const session = await kit.newSession()
        const attrUrl = needAttrUrl(session)
        await kit.enter(session)
        const canary = kit.canary()
        const url = guess(attrUrl)
        if (url === attrUrl) return notApplicable('this guess is the URL itself')
        const real = await post(kit, url, await kit.result({ attributes: canary.attributes }))
        const junk = await post(kit, url, 'junk')
        if (real.status < 400) return failed(`status ${real.status}`)
        const genuine = kit.canary()
        await kit.deliver(session, await kit.result({ attributes: genuine.attributes }))
        return allOf(unbroken(real), same(real, junk), await onlyGenuine(kit, canary, genuine))
      },
    }),
  ),
  {
    id: 'B4',
    profile: 'OURS',
    title: 'an attr URL holds at least 128 random bits, and they differ throughout',
    async run(kit) {
      const secrets: string[] = []
      for (let at = 0; at < 6; at += 1) secrets.push(secretOf(needAttrUrl(await kit.newSession())))
      const shortest = Math.min(...secrets.map((secret) => secret.length))
      if (shortest < 22) return failed(`a secret of ${shortest} characters`)
      const shared = secrets.flatMap((one, at) => secrets.slice(at + 1).map((other) => sameAt(one, other)))
      return expect(Math.max(...shared) < shortest / 2, 'secrets of two sessions are alike')
    },
  },
  {
    id: 'B4',
    profile: 'OURS',
    title: 'an attr URL whose conversation is over is answered as one that never was',
    async run(kit) {
      const { session, attrUrl } = await over(kit)
      if (!attrUrl) return notApplicable('the plugin gives no attr_url')
      const late = await kit.result()
      const closed = await post(kit, attrUrl, late)
      const never = await post(
        kit,
        withSecret(attrUrl, (secret) => 'B'.repeat(secret.length)),
        late,
      )
      const junk = await post(kit, attrUrl, 'junk')
      return allOf(
        expect(session.attrUrl === undefined || closed.status >= 400, `status ${closed.status}`),
        same(closed, never),
        same(junk, never),
      )
    },
  },
  ...JUNK.map(
    ({ title, method = 'POST', type = 'application/jwt', body }): Case => ({
      id: 'B5',
      profile: 'OURS',
      title: `${title} at the attr URL changes nothing, and the real result is still delivered`,
      async run(kit) {
        const session = await kit.newSession()
        const attrUrl = needAttrUrl(session)
        await kit.enter(session)
        for (let times = 0; times < 3; times += 1) {
          const headers: Record<string, string> = body === undefined ? {} : { 'content-type': type }
          const answer = await kit.send(method, attrUrl, { headers, ...(body !== undefined && { body }) })
          const whole = unbroken(answer)
          if (whole.verdict !== 'passed') return whole
        }
        const genuine = kit.canary()
        const taken = await kit.deliver(session, await kit.result({ attributes: genuine.attributes }))
        if (taken.status >= 400) return failed(`then the real result: status ${taken.status}`)
        return delivered(kit, genuine)
      },
    }),
  ),
  {
    id: 'B8',
    profile: 'OURS',
    title: 'a result after the end is not delivered',
    async run(kit) {
      const { session } = await over(kit)
      const late = kit.canary()
      const answer = await kit.deliver(session, await kit.result({ attributes: late.attributes }))
      return allOf(unbroken(answer), await unseen(kit, session, late))
    },
  },
  {
    id: 'B8',
    profile: 'OURS',
    title: 'a result in a landing after the end is not delivered',
    async run(kit) {
      const { session } = await over(kit)
      const late = kit.canary()
      const { clientUrl, browser } = session
      const token = await kit.result({ attributes: late.attributes })
      const { answer } = await browser.open(withResult(clientUrl, token))
      return allOf(unbroken(answer), await unseen(kit, session, late))
    },
  },
  {
    id: 'B8',
    profile: 'OURS',
    title: 'a result that comes at the moment of the end leaves nothing behind',
    async run(kit) {
      const session = await kit.newSession()
      const browser = await kit.enter(session)
      const end = (['end', 'logout'] as const).find((action) => browser.can(action))
      if (!end) return notObservable('no way to end a conversation is known (--actions)')
      const late = kit.canary()
      const token = await kit.result({ attributes: late.attributes })
      const [taken, ended] = await Promise.all([kit.deliver(session, token), browser.act(end)])
      return allOf(unbroken(taken), unbroken(ended), await unseen(kit, session, late))
    },
  },
  {
    id: 'B8',
    profile: 'OURS',
    title:
      'one result twenty times at the same moment, landing and beginning beside it: taken once, no error',
    async run(kit) {
      const session = await kit.newSession()
      const canary = kit.canary()
      const token = await kit.result({ attributes: canary.attributes })
      await session.browser.open(session.clientUrl)
      const [answers] = await Promise.all([
        Promise.all(Array.from({ length: 20 }, () => kit.deliver(session, token))),
        session.browser.can('begin') ? session.browser.act('begin') : undefined,
      ])
      const refused = answers.find(({ status }) => status === 0 || status >= 400)
      if (refused) return failed(`status ${refused.status} ${refused.text.slice(0, 100)}`)
      return delivered(kit, canary)
    },
  },
  {
    id: 'B8',
    profile: 'OURS',
    title: 'ten results of ten people at the same moment: agents see one of them',
    async run(kit) {
      const session = await kit.newSession()
      await kit.enter(session)
      const canaries = Array.from({ length: 10 }, () => kit.canary())
      const tokens = await Promise.all(canaries.map(({ attributes }) => kit.result({ attributes })))
      const answers = await Promise.all(tokens.map((token) => kit.deliver(session, token)))
      const broken = allOf(...answers.map((answer) => unbroken(answer)))
      if (broken.verdict !== 'passed') return broken
      const { text } = await kit.observeWithControl()
      const seen = canaries.filter((canary) => canary.seenIn(text)).length
      return expect(seen === 1, `agents see ${seen} people`)
    },
  },
]

function needAttrUrl({ attrUrl }: Session): string {
  if (attrUrl) return attrUrl
  throw new Stop(notApplicable('the plugin gives no attr_url'))
}

/** A session that has ended, by the citizen, without ever having had a result at its attr URL. */
async function over(kit: Kit): Promise<{ session: Session; attrUrl: string | undefined }> {
  const session = await kit.newSession()
  const browser = await kit.enter(session)
  const { attrUrl } = session
  if (browser.can('end')) {
    await browser.act('end')
    return { session, attrUrl }
  }
  // Without a way to end it there is still the logout, which needs a session URL.
  if (!kit.farSide)
    throw new Stop(notObservable('no way to end a conversation is known (--actions, --far-side)'))
  const { url } = kit.farSide.session()
  await kit.deliver(session, await kit.result({ sessionUrl: url }))
  await browser.offers('logout')
  if (!browser.can('logout'))
    throw new Stop(notObservable('no way to end a conversation is known (--actions)'))
  await browser.act('logout')
  return { session, attrUrl }
}

async function unseen(kit: Kit, { browser }: Session, late: ReturnType<Kit['canary']>): Promise<Verdict> {
  const { text } = await kit.observeWithControl()
  return allOf(
    expect(!late.seenIn(text), 'agents see what came after the end'),
    expect(!late.seenIn(await browser.sees()), 'the citizen is shown what came after the end'),
  )
}

function post(kit: Kit, url: string, token: string): Promise<Answer> {
  return kit.send('POST', url, { headers: { 'content-type': 'application/jwt' }, body: token })
}

function same(one: Answer, other: Answer): Verdict {
  if (one.status !== other.status) return failed(`one is answered ${one.status}, the other ${other.status}`)
  if (one.text !== other.text) return failed(`one is answered ${one.text}, the other ${other.text}`)
  const names = (answer: Answer) => [...answer.headers.keys()].filter((name) => name !== 'date').join()
  return names(one) === names(other) ? passed : failed('the headers of the answers differ')
}

function secretOf(url: string): string {
  return new URL(url).pathname.split('/').at(-1) ?? ''
}

function withSecret(url: string, change: (secret: string) => string): string {
  const secret = secretOf(url)
  return url.replace(secret, change(secret))
}

function swapCase(url: string): string {
  return withSecret(url, (secret) =>
    [...secret].map((c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase())).join(''),
  )
}

/** In how many places two texts have the same character. */
function sameAt(one: string, other: string): number {
  return [...one].filter((character, at) => other[at] === character).length
}
