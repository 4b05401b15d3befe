import { request } from 'node:http'
import type { Case } from '../../case.ts'
import type { Kit } from '../../engine/kit.ts'
import { expect, failed, notApplicable, Stop, type Verdict } from '../../verdict.ts'
import { delivered } from '../../words/delivered.ts'

/** Ways to write the address of the start so that a careless proxy or router lets it pass. */
const DISGUISES: readonly { title: string; path: (path: string) => string }[] = [
  { title: 'as it is', path: (path) => path },
  { title: 'with a slash after it', path: (path) => `${path}/` },
  { title: 'with two slashes before it', path: (path) => `/${path}` },
  { title: 'with a step to the side', path: (path) => `/x/..${path}` },
  { title: 'with an encoded letter', path: (path) => path.replace('start', '%73tart') },
  { title: 'with an encoded slash', path: (path) => path.replace(/\/(?=start)/, '%2f') },
  { title: 'in capitals', path: (path) => path.toUpperCase() },
  { title: 'with a semicolon', path: (path) => `${path};x=1` },
  { title: 'as an absolute address', path: (path) => `http://127.0.0.1${path}` },
]

/** B10: what components use is not to be had where browsers come. */
export const publicOriginCases: readonly Case[] = [
  ...DISGUISES.map(
    ({ title, path }): Case => ({
      id: 'B10',
      profile: 'OURS',
      title: `start_communication ${title} is not there for browsers`,
      async run(kit) {
        const origin = await publicOrigin(kit)
        const start = `${new URL(kit.subject.url).pathname}/start_communication`
        const answer = await raw(
          origin,
          'POST',
          path(start),
          JSON.stringify({ purpose: kit.subject.purpose }),
        )
        return absent(answer)
      },
    }),
  ),
  {
    id: 'B10',
    profile: 'OURS',
    title: 'the attr URL is not there for browsers',
    async run(kit) {
      const origin = await publicOrigin(kit)
      const session = await kit.newSession()
      if (!session.attrUrl) return notApplicable('the plugin gives no attr_url')
      await kit.enter(session)
      const canary = kit.canary()
      const token = await kit.result({ attributes: canary.attributes })
      const verdict = absent(await raw(origin, 'POST', new URL(session.attrUrl).pathname, token))
      if (verdict.verdict !== 'passed') return verdict
      // The same result where it belongs: it was not used up.
      await kit.deliver(session, token)
      return delivered(kit, canary)
    },
  },
  ...['/metrics', '/healthz', '/readyz', '/debug', '/debug/pprof', '/.env', '/actuator'].map(
    (path): Case => ({
      id: 'B10',
      profile: 'OURS',
      title: `${path} is not there for browsers`,
      async run(kit) {
        const { status, text } = await raw(await publicOrigin(kit), 'GET', path)
        if (status >= 500 || status === 0) return failed(`status ${status}`)
        // A page for people that cannot be found may be answered with 200 by a single-page application.
        return expect(
          status >= 400 || /^\s*<!doctype html/i.test(text),
          `status ${status}: ${text.slice(0, 80)}`,
        )
      },
    }),
  ),
]

/** Where browsers come. @throws {Stop} not applicable, where it is where components come too */
async function publicOrigin(kit: Kit): Promise<string> {
  const { origin } = new URL((await kit.newSession()).clientUrl)
  if (origin !== new URL(kit.subject.url).origin) return origin
  throw new Stop(
    notApplicable('one listener for components and browsers: what lies before it must part them'),
  )
}

function absent({ status, text }: { status: number; text: string }): Verdict {
  if (status === 0 || status >= 500) return failed(`status ${status} ${text.slice(0, 80)}`)
  if (status < 400) return failed(`status ${status}: ${text.slice(0, 80)}`)
  return expect(!text.includes('client_url'), 'the body looks like a success')
}

/** A request whose path is sent exactly as it is written. */
function raw(origin: string, method: string, path: string, body?: string) {
  const { hostname, port } = new URL(origin)
  return new Promise<{ status: number; text: string }>((resolve) => {
    const headers =
      body === undefined ? {} : { 'content-type': 'application/json', 'content-length': body.length }
    const sent = request(
      { hostname, port, method, path, headers, agent: false, timeout: 10_000 },
      (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk
        })
        response.on('close', () => resolve({ status: response.statusCode ?? 0, text }))
      },
    )
    sent.on('timeout', () => sent.destroy())
    sent.on('error', ({ message }) => resolve({ status: 0, text: message }))
    sent.end(body)
  })
}
