import { genuineResult, type Subject, send, start } from '../subject.ts'
import { type Case, failed, notApplicable, passed, type Verdict } from '../verdict.ts'

/** How results are received: at the attr URL, and in the landing. */
export const reception: readonly Case[] = [
  {
    id: 'AR-3',
    profile: 'MAY',
    title: 'a genuine result at the attr URL is taken, also twice',
    run: (subject) =>
      atAttrUrl(subject, async (attrUrl) => {
        const result = await genuineResult(subject)
        const first = await post(attrUrl, result)
        const second = await post(attrUrl, result)
        return first.status < 300 && second.status < 300
          ? passed
          : failed(`${first.status}, then ${second.status}`)
      }),
  },
  {
    id: 'B5',
    profile: 'OURS',
    title: 'junk at the attr URL is refused, and the real result still taken',
    run: (subject) =>
      atAttrUrl(subject, async (attrUrl) => {
        const junk = await post(attrUrl, 'junk')
        const real = await post(attrUrl, await genuineResult(subject))
        return junk.status >= 400 && junk.status < 500 && real.status < 300
          ? passed
          : failed(`junk ${junk.status}, real ${real.status}`)
      }),
  },
  {
    id: 'B4',
    profile: 'OURS',
    title: 'a guessed attr URL is refused without a look at the token',
    run: (subject) =>
      atAttrUrl(subject, async (attrUrl) => {
        const guess = attrUrl.slice(0, -8) + 'A'.repeat(8)
        const junk = await post(guess, 'junk')
        const real = await post(guess, await genuineResult(subject))
        if (junk.status < 400) return failed(`status ${junk.status}`)
        return junk.status === real.status && junk.text === real.text ? passed : failed('the answers differ')
      }),
  },
  {
    id: 'F1',
    profile: 'OURS',
    title: 'a result in the landing is gone from the address before any page',
    async run(subject) {
      const { json } = await start(subject, { purpose: subject.purpose })
      const client = String(json?.['client_url'])
      if (!/^https?:/.test(client)) return notApplicable('client_url is no web page')
      const query = `${client.includes('?') ? '&' : '?'}result=${await genuineResult(subject)}`
      const { status, headers } = await send('GET', client + query)
      const location = headers.get('location') ?? ''
      if (status < 300 || status > 399) return failed(`status ${status} instead of a redirect`)
      if (location.includes('result=')) return failed('the redirect carries the result on')
      return /no-store/.test(headers.get('cache-control') ?? '')
        ? passed
        : failed('the redirect may be stored')
    },
  },
]

async function atAttrUrl(subject: Subject, judge: (attrUrl: string) => Promise<Verdict>): Promise<Verdict> {
  const { json } = await start(subject, { purpose: subject.purpose })
  const attrUrl = json?.['attr_url']
  return typeof attrUrl === 'string' ? judge(attrUrl) : notApplicable('the plugin gives no attr_url')
}

function post(attrUrl: string, token: string) {
  return send('POST', attrUrl, 'application/jwt', token)
}
