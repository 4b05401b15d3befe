import { randomBytes } from 'node:crypto'
import { createAuthResult, Secret } from '@balie/sdk'
import { failed, notApplicable, notObservable, Stop } from '../verdict.ts'
import type { Actions } from './actions.ts'
import type { Answer, SendOptions } from './answer.ts'
import type { Browser } from './browser.ts'
import { createBrowser } from './create-browser.ts'
import { createCanary } from './create-canary.ts'
import type { Lock } from './create-lock.ts'
import { type Observer, sharing } from './create-observer.ts'
import type { ExchangeLog } from './exchange-log.ts'
import type { FarSide } from './far-side.ts'
import type { Kit, Observation, ResultContent, Session } from './kit.ts'
import { send as overTheNetwork, type Send } from './send.ts'
import { METHOD } from './start-far-side.ts'
import type { Subject } from './subject.ts'
import { until } from './until.ts'

/** What all kits of a run share. */
export interface Bench {
  readonly subject: Subject
  readonly actions: Actions
  readonly farSide: FarSide | undefined
  readonly observer: Observer | undefined
  /** Makes an agent ask for an authentication in the conversation with this handle. */
  readonly askAuthentication: ((handle: string) => Promise<void>) | undefined
  readonly seen: { forms: boolean }
  /** Held by exclusive cases, and by whoever wants the far side to answer rightly. */
  readonly lock: Lock
  /** Instead of the network. */
  readonly send?: Send
}

/**
 * Makes the kits of a run: one per case, with a log of its own. `alone`: the case holds the lock already.
 *
 * @param forControl with what control results are delivered and seen
 */
export function createKits(
  bench: Bench,
  forControl: Bench = bench,
): (log: ExchangeLog, alone: boolean) => Kit {
  const control = forControl.observer && observeControl(forControl, forControl.observer)
  return (log, alone) => createKit({ ...bench, ...(alone && { lock: (work) => work() }) }, log, control)
}

function createKit(bench: Bench, log: ExchangeLog, control?: () => Promise<Observation>): Kit {
  const { subject, actions, farSide, observer, seen } = bench
  const own = new Set<Browser>()
  const browsers: Browser[] = []

  async function send(method: string, url: string, options: SendOptions = {}): Promise<Answer> {
    const answer = await (bench.send ?? overTheNetwork)(method, url, options)
    const body = options.body === undefined ? '' : `\n${describeBody(options.body)}`
    log.note(`${method} ${url}${body}`, answer)
    return answer
  }

  const kit: Kit = {
    subject,
    log,
    farSide,
    actions,
    send,
    start: (body, options = {}) =>
      send('POST', `${subject.url}/start_communication`, {
        ...options,
        headers: { 'content-type': 'application/json', ...options.headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    browser() {
      const browser = createBrowser({
        ...{ actions, send, seen },
        headers: subject.forwardedFor ? { 'x-forwarded-for': someAddress() } : {},
        words: { purpose: subject.purpose, method: METHOD },
      })
      browsers.push(browser)
      return browser
    },
    canary: (tags = Object.keys(subject.attributes)) => createCanary(tags),
    result: (content = {}) => createResult(subject, content),
    async newSession(body = {}) {
      const session = readSession(kit, await kit.start({ purpose: subject.purpose, ...body }))
      own.add(session.browser)
      return session
    },
    async deliver(session, token) {
      if (session.attrUrl !== undefined) return postResult(kit, session.attrUrl, token)
      if (takesAtStartOnly(subject))
        throw new Stop(notApplicable('the plugin takes results at the start only'))
      const page = await session.browser.open(withResult(session.clientUrl, token))
      return page.hops[0]?.answer ?? page.answer
    },
    async enter({ browser, clientUrl }) {
      const { answer } = browser.page ?? (await browser.open(clientUrl))
      if (answer.status === 0 || answer.status >= 400)
        throw new Stop(failed(`the landing answers ${answer.status || answer.text}`))
      if (!browser.can('begin')) return browser
      const begun = await browser.act('begin')
      if (begun.status === 0 || begun.status >= 400)
        throw new Stop(failed(`begin answers ${begun.status || begun.text}`))
      return browser
    },
    async converse(content) {
      const token = await kit.result(content)
      const atStart = takesAtStartOnly(subject)
      const session = await kit.newSession(atStart ? { auth_result: token } : {})
      if (!atStart) {
        const { status } = await kit.deliver(session, token)
        if (status === 0 || status >= 400)
          throw new Stop(failed(`a genuine result is answered with ${status}`))
      }
      await kit.enter(session)
      return session
    },
    observe: async () => observer?.(),
    async observeWithControl() {
      if (!control) throw new Stop(notObservable('without --observe nobody sees what agents see'))
      const observation = await control()
      log.say(`a later genuine result was seen by agents, in ${observation.text.length} characters`)
      return observation
    },
    askAuthentication: bench.askAuthentication,
    alone: bench.lock,
    async tidyUp() {
      // A meeting may have been come to in another browser than it was scheduled in.
      const ending = browsers.splice(0).filter((browser) => own.has(browser) || browser.acted.has('meet'))
      await Promise.all(ending.map(leave))
    },
    until,
  }
  return kit
}

/** Ends what a browser is in. */
async function leave(browser: Browser): Promise<void> {
  if (browser.page === undefined) return
  if (browser.acted.has('schedule')) {
    await browser.open(browser.page.url)
    if (browser.can('unschedule')) await browser.act('unschedule')
  }
  if (browser.can('end')) await browser.act('end')
}

/** A look at the agents' side, proven by a genuine result that is delivered after the call. */
function observeControl(bench: Bench, observer: Observer): () => Promise<Observation> {
  return sharing(async () => {
    const kit = createKit(bench, { exchanges: [], note() {}, say() {} })
    const canary = kit.canary()
    try {
      await kit.converse({ attributes: canary.attributes })
    } catch (cause) {
      throw new Stop(notObservable(`no genuine result to compare with: ${whyStopped(cause)}`))
    }
    const seen = await until(async () => {
      const observation = await observer()
      return canary.seenIn(observation.text) && observation
    })
    await kit.tidyUp()
    if (seen) return seen
    throw new Stop(notObservable('a genuine result is not seen by --observe either'))
  })
}

function whyStopped(cause: unknown): string {
  if (!(cause instanceof Stop)) return String(cause)
  const { verdict } = cause
  return verdict.verdict === 'passed' ? '' : verdict.verdict === 'failed' ? verdict.found : verdict.because
}

function createResult(subject: Subject, content: ResultContent): Promise<string> {
  const { signingKey, encryptionKey, clock } = subject
  const { status = 'succes', attributes = subject.attributes, sessionUrl, lifeSeconds = 300 } = content
  const session = sessionUrl === undefined ? {} : { sessionUrl: new Secret('session URL', sessionUrl) }
  return createAuthResult(
    status === 'failed'
      ? { status, ...session }
      : { status, attributes: new Secret('attributes', attributes), ...session },
    { signingKey, encryptionKey, clock, lifeSeconds },
  )
}

function readSession(kit: Kit, { status, text, json }: Answer): Session {
  const clientUrl = json?.['client_url']
  const attrUrl = json?.['attr_url']
  if (status !== 200 || typeof clientUrl !== 'string')
    throw new Stop(failed(`start_communication answers ${status || text} without a client_url`))
  if (clientUrl.startsWith('tel:')) throw new Stop(notApplicable('the client_url is a telephone number'))
  return { clientUrl, ...(typeof attrUrl === 'string' && { attrUrl }), browser: kit.browser() }
}

/** Posts a token as an authentication plugin does. */
export function postResult(kit: Kit, attrUrl: string, token: string): Promise<Answer> {
  return kit.send('POST', attrUrl, { headers: { 'content-type': 'application/jwt' }, body: token })
}

/** A URL with a result appended, also when the result is none. */
export function withResult(url: string, token: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}result=${encodeURIComponent(token)}`
}

function takesAtStartOnly({ declared }: Subject): boolean {
  return declared.has('AR-1') && !declared.has('AR-2') && !declared.has('AR-3')
}

/** An address for documentation (RFC 3849). */
function someAddress(): string {
  const parts = randomBytes(8).toString('hex').match(/.{4}/g) ?? []
  return `2001:db8:0:0:${parts.join(':')}`
}

function describeBody(body: string | Uint8Array): string {
  if (typeof body !== 'string') return `(${body.length} bytes)`
  return body.length > 1000 ? `${body.slice(0, 200)}… (${body.length} characters)` : body
}
