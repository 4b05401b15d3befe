import type { Case } from '../../case.ts'
import type { Answer } from '../../engine/answer.ts'
import { withResult } from '../../engine/create-kit.ts'
import type { Kit } from '../../engine/kit.ts'
import { allOf, expect, failed, notApplicable, passed, type Verdict } from '../../verdict.ts'
import { delivered } from '../../words/delivered.ts'
import { unbroken } from './unbroken.ts'

const MEGABYTE = 1024 * 1024

/** T9: bodies and headers that are far too large. The plugin refuses them, and serves the next one. */
export const hugeBodyCases: readonly Case[] = [
  ...[64 * 1024, MEGABYTE, 100 * MEGABYTE].flatMap((bytes): Case[] => [
    {
      id: 'T9',
      profile: 'OURS',
      title: `${size(bytes)} at the attr URL are not taken, and the real result still is`,
      async run(kit) {
        const session = await kit.newSession()
        const { attrUrl } = session
        if (!attrUrl) return notApplicable('the plugin gives no attr_url')
        await kit.enter(session)
        // Well signed and sealed: only the spaces after it are too many.
        const token = await kit.result()
        return stillWell(kit, session, await post(kit, attrUrl, 'application/jwt', token, bytes))
      },
    },
    {
      id: 'T9',
      profile: 'OURS',
      title: `${size(bytes)} at start_communication are not taken, and the next start is`,
      async run(kit) {
        const url = `${kit.subject.url}/start_communication`
        const body = JSON.stringify({ purpose: kit.subject.purpose })
        const answer = await post(kit, url, 'application/json', body, bytes)
        const session = await kit.newSession()
        await kit.enter(session)
        return stillWell(kit, session, answer)
      },
    },
  ]),
  {
    id: 'T9',
    profile: 'OURS',
    title: 'a body that says it is larger than it is does not hold the plugin up',
    async run(kit) {
      const session = await kit.newSession()
      if (!session.attrUrl) return notApplicable('the plugin gives no attr_url')
      // Never answered, until one side gives up: others must not wait for it.
      const waiting = kit.send('POST', session.attrUrl, {
        headers: { 'content-type': 'application/jwt', 'content-length': '20000' },
        body: 'a',
        timeout: 3000,
      })
      await kit.enter(session)
      const verdict = await stillWell(kit, session, undefined)
      await waiting
      return verdict
    },
  },
  {
    id: 'T9',
    profile: 'OURS',
    title: 'a landing with 200 kB in its query is refused, and the next landing is served',
    async run(kit) {
      const session = await kit.newSession()
      const { clientUrl } = session
      const query = `${clientUrl.includes('?') ? '&' : '?'}result=${'a'.repeat(200_000)}`
      const { answer } = await kit.browser().open(clientUrl + query)
      // What is too long for a server's headers may be answered by the server's own 431.
      const whole = unbroken(answer, true)
      await kit.enter(session)
      return allOf(whole, await stillWell(kit, session, undefined))
    },
  },
  ...(['where the plugin wants it', 'in the landing'] as const).map(
    (where): Case => ({
      id: 'T9',
      profile: 'OURS',
      title: `a genuine result of nearly 32 KiB is taken ${where}`,
      async run(kit) {
        const session = await kit.newSession()
        if (where === 'in the landing' && session.attrUrl && !kit.subject.declared.has('AR-2')) {
          return notApplicable('the plugin takes no results in the landing (--may AR-2)')
        }
        const canary = kit.canary()
        const token = await kit.result({ attributes: padded(canary.attributes) })
        const { browser, clientUrl } = session
        const answer =
          where === 'in the landing'
            ? (await browser.open(withResult(clientUrl, token))).answer
            : await kit.deliver(session, token)
        await kit.enter(session)
        if (answer.status === 0 || answer.status >= 400) {
          return failed(`${token.length} characters are answered with ${answer.status || answer.text}`)
        }
        return delivered(kit, canary)
      },
    }),
  ),
  {
    id: 'T9',
    profile: 'OURS',
    title: 'a purpose of 20,000 characters is refused',
    async run(kit) {
      const { status } = await kit.start({ purpose: 'p'.repeat(20_000) })
      return expect(status >= 400 && status < 500, `status ${status}`)
    },
  },
]

/** Posts a text, made as long as said by spaces after it. */
function post(kit: Kit, url: string, type: string, text: string, bytes: number): Promise<Answer> {
  const body = new Uint8Array(bytes).fill(0x20)
  body.set(Buffer.from(text))
  return kit.send('POST', url, { headers: { 'content-type': type }, body, timeout: 30_000 })
}

async function stillWell(
  kit: Kit,
  session: Parameters<Kit['deliver']>[0],
  answer: Answer | undefined,
): Promise<Verdict> {
  const refusal = answer ? tooLarge(answer) : passed
  if (refusal.verdict !== 'passed') return refusal
  const genuine = kit.canary()
  await kit.deliver(session, await kit.result({ attributes: genuine.attributes }))
  return delivered(kit, genuine)
}

/** Refused with a 4xx, or cut off. */
function tooLarge(answer: Answer): Verdict {
  const { status } = answer
  if (status !== 0 && status < 400) return failed(`status ${status}: taken`)
  return unbroken(answer, true)
}

/** Values that are together as long as a result can hold, each at most 4,096 characters. */
function padded(attributes: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const length = Math.min(4096, Math.floor(16_500 / Object.keys(attributes).length))
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name,
      `${value} ${'v'.repeat(length)}`.slice(0, length),
    ]),
  )
}

function size(bytes: number): string {
  return bytes < MEGABYTE ? `${bytes / 1024} KiB` : `${bytes / MEGABYTE} MiB`
}
