import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CoreClient, type CoreOptions } from './core-client.ts'
import type { Fault } from './faults.ts'
import { pageHeaders, pageOf } from './faulty-pages.ts'
import { type Attempt, type FaultyPurpose, FaultySession, type Result, secret } from './faulty-session.ts'
import { ResultReader, ResultRefused } from './result-reader.ts'
import { SessionFeedback } from './session-feedback.ts'

/** How the plugin is set up. */
export interface FaultyPluginOptions {
  readonly faults?: readonly Fault[]
  /** PEM: the plugin's private decryption key, and the authentication plugin's public signing key. */
  readonly keys: { readonly decryption: string; readonly verification: string }
  readonly purposes: Readonly<Record<string, FaultyPurpose>>
  /** Undefined: no authentication during communication. */
  readonly core?: CoreOptions
  readonly sessionUrlOrigins?: readonly string[]
  /** False: reception 2. True when absent. */
  readonly useAttrUrl?: boolean
}

/** A plugin that runs. */
export interface FaultyPlugin {
  /** Origins: for browsers, and for components. */
  readonly external: string
  readonly internal: string
  /** What agents see. */
  observe(): string
  /** An agent asks the citizen of a conversation to authenticate. */
  ask(handle: string): void
  close(): Promise<void>
}

interface Answer {
  readonly status: number
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
}

interface Asked {
  readonly method: string
  readonly path: readonly string[]
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

const BODY = 32 * 1024
const NOTHING: Answer = { status: 404, body: '{"error":"nothing here"}' }

/**
 * Starts a small communication plugin of its own, correct unless told otherwise: to show that the kit's cases
 * catch what is wrong. Nothing in it is Balie's, so it is also a second reading of the specification.
 */
export async function startFaultyPlugin(options: FaultyPluginOptions): Promise<FaultyPlugin> {
  const has = (fault: Fault) => options.faults?.includes(fault) ?? false
  const plugin = new Plugin(options, has)
  const external = await listen((asked) => plugin.answerBrowser(asked), has)
  const internal = await listen((asked) => plugin.answerComponent(asked), has)
  plugin.external = external.origin
  plugin.internal = internal.origin
  return {
    external: external.origin,
    internal: internal.origin,
    observe: () => plugin.observe(),
    ask: (handle) => plugin.ask(handle),
    async close() {
      plugin.close()
      await Promise.all([external.close(), internal.close()])
    },
  }
}

class Plugin {
  external = ''
  internal = ''
  readonly #options: FaultyPluginOptions
  readonly #has: (fault: Fault) => boolean
  readonly #reader: ResultReader
  readonly #core: CoreClient | undefined
  readonly #sessions: FaultySession[] = []
  /** Digest of each result, with the session that used it. */
  readonly #used = new Map<string, FaultySession>()
  readonly #closedByJunk = new Set<FaultySession>()

  constructor(options: FaultyPluginOptions, has: (fault: Fault) => boolean) {
    this.#options = options
    this.#has = has
    this.#reader = new ResultReader(options.keys, has)
    this.#core = options.core && new CoreClient(options.core, has)
  }

  observe(): string {
    const begun = this.#sessions.filter(({ owner }) => owner)
    return `${begun.map((session) => session.describe()).join('\n\n')}\n`
  }

  ask(handle: string): void {
    const session = this.#sessions.find((one) => one.handle === handle)
    if (session) session.asked = true
  }

  close(): void {
    for (const { feedback } of this.#sessions) feedback.close()
  }

  async answerComponent(asked: Asked): Promise<Answer> {
    const [chat, what, last = ''] = asked.path
    if (asked.path[0] === 'metrics' && asked.method === 'GET') return { status: 200, body: 'sessions 1\n' }
    if (chat !== 'chat' || asked.method !== 'POST') return NOTHING
    if (what === 'start_communication') return this.#start(asked)
    if (what === 'attr') return this.#receive(last, asked.body.trim())
    return NOTHING
  }

  async answerBrowser(asked: Asked): Promise<Answer> {
    const [chat, what, key = '', action = ''] = asked.path
    if (
      this.#has('components_on_public') &&
      ['start_communication', 'attr', 'metrics'].includes(what ?? chat ?? '')
    ) {
      return this.answerComponent(asked)
    }
    if (chat !== 'chat') return NOTHING
    const next = asked.query.get('next') ?? asked.query.get('redirect') ?? asked.query.get('return_to')
    if (next && this.#has('open_redirect')) return { status: 303, headers: { location: next } }
    if (asked.method === 'GET' && what === 'c') return this.#land(key, asked)
    if (asked.method === 'GET' && what === 'r') return this.#comeBack(key, asked)
    const session = this.#sessions.find(({ handle }) => handle === key)
    if (what !== 's' || !session || this.#isGone(session)) return NOTHING
    if (asked.method === 'GET' && action === '') return this.#page(session, asked)
    if (asked.method === 'POST') return this.#act(session, action, asked)
    return NOTHING
  }

  async #start({ body, headers }: Asked): Promise<Answer> {
    const request = readJson(body)
    const tag = request?.['purpose']
    if (typeof tag !== 'string') return refusal(400, 'not a start request')
    const known = Object.hasOwn(this.#options.purposes, tag) ? this.#options.purposes[tag] : undefined
    const purpose =
      known ?? (this.#has('unknown_purpose_accepted') ? { required: [], allowed: [] } : undefined)
    if (!purpose) return refusal(400, 'unknown purpose')
    const inline = request?.['auth_result']
    let read: (Result & { digest: string }) | undefined
    try {
      if (inline != null) read = await this.#reader.read(String(inline))
    } catch (cause) {
      if (!this.#has('invalid_inline_result_leaves_session')) return this.#refused(cause)
    }
    const withAttrUrl = inline == null && (this.#options.useAttrUrl ?? true)
    const attrSecret = this.#has('attr_url_guessable') ? `${this.#sessions.length + 1}` : secret()
    const feedback = new SessionFeedback(this.#options.sessionUrlOrigins ?? [], this.#has)
    const session = new FaultySession(tag, purpose, withAttrUrl ? attrSecret : undefined, feedback, this.#has)
    if (read && this.#claim(read.digest, session)) session.take(read)
    this.#sessions.push(session)
    const ownHost = headers.host === new URL(this.internal).host
    const external = this.#has('host_believed') && !ownHost ? `http://${headers.host}` : this.external
    return json(200, {
      client_url: `${external}/chat/c/${session.clientSecret}`,
      ...(withAttrUrl && { attr_url: `${this.internal}/chat/attr/${session.attrSecret}` }),
    })
  }

  async #receive(attrSecret: string, token: string): Promise<Answer> {
    const session = this.#sessions.find((one) => one.attrSecret === attrSecret)
    const attempt = this.#attempts().find((one) => one.attempt.attrSecret === attrSecret)
    const target = session ?? attempt?.session
    if (!target || (target.ended && !this.#has('delivered_after_end'))) {
      return target && this.#has('attr_url_tells') ? refusal(410, 'this conversation is over') : NOTHING
    }
    if (this.#closedByJunk.has(target)) return NOTHING
    try {
      const result = await this.#reader.read(token)
      const before = this.#used.get(result.digest)
      if (!this.#claim(result.digest, target)) throw new ResultRefused('used')
      if (before === target && this.#has('resend_refused')) throw new ResultRefused('used')
      this.#bring(target, attempt?.attempt, result)
      return json(200, { received: true })
    } catch (cause) {
      if (this.#has('junk_closes')) this.#closedByJunk.add(target)
      return this.#refused(cause)
    }
  }

  #bring(session: FaultySession, attempt: Attempt | undefined, result: Result): void {
    if (attempt) {
      attempt.result = result
      session.complete(attempt)
    } else {
      session.take(result)
    }
  }

  /** One result for one session. @returns false where another one has used it */
  #claim(digest: string, session: FaultySession): boolean {
    const user = this.#used.get(digest)
    if (user && user !== session && !this.#has('replay_accepted')) return false
    this.#used.set(digest, session)
    return true
  }

  #attempts() {
    return this.#sessions.flatMap((session) => session.attempts.map((attempt) => ({ session, attempt })))
  }

  async #land(clientSecret: string, asked: Asked): Promise<Answer> {
    const session = this.#sessions.find((one) => one.clientSecret === clientSecret)
    const over = session?.appointment && this.#has('landing_over_after_scheduling')
    if (!session || over || this.#isGone(session)) return NOTHING
    const browser = browserOf(asked) ?? secret()
    session.land(browser)
    if (this.#has('begin_by_get')) session.begin(browser)
    await this.#takeCarried(session, undefined, asked)
    return this.#toPage(session, browser, asked)
  }

  async #comeBack(commSecret: string, asked: Asked): Promise<Answer> {
    const found = this.#attempts().find(({ attempt }) => attempt.commSecret === commSecret)
    if (!found) return NOTHING
    const { session, attempt } = found
    const browser = browserOf(asked) ?? secret()
    const anyBrowser = this.#has('return_of_other_browser_counts')
    if (browser !== attempt.browser && !anyBrowser) {
      attempt.spoiled = true
      session.alerts.add('another browser came back from an authentication')
    } else {
      attempt.returned = true
      session.lastAttempt = 'cancelled'
      await this.#takeCarried(session, attempt, asked)
      session.complete(attempt)
    }
    const next = this.#has('comes_back_elsewhere') ? this.#another(session) : session
    return this.#toPage(next, browser, asked)
  }

  #another({ purposeTag, purpose }: FaultySession): FaultySession {
    const feedback = new SessionFeedback([], this.#has)
    const other = new FaultySession(purposeTag, purpose, undefined, feedback, this.#has)
    this.#sessions.push(other)
    return other
  }

  async #takeCarried(session: FaultySession, attempt: Attempt | undefined, { query }: Asked): Promise<void> {
    const carried = query.get('result')
    if (carried === null || (session.ended && !this.#has('delivered_after_end'))) return
    try {
      const result = await this.#reader.read(carried)
      if (this.#claim(result.digest, session)) this.#bring(session, attempt, result)
    } catch (cause) {
      if (!(cause instanceof ResultRefused)) throw cause
      // The citizen goes on without it; the page says how it stands.
      if (this.#has('junk_closes')) this.#closedByJunk.add(session)
    }
  }

  #toPage({ handle }: FaultySession, browser: string, { query, headers }: Asked): Answer {
    const external = this.#has('host_believed') ? `http://${headers.host}` : this.external
    const result = this.#has('result_kept_in_url') ? query.get('result') : null
    const flags = [
      this.#has('cookie_for_scripts') ? '' : '; HttpOnly',
      this.#has('cookie_for_other_sites') ? '; SameSite=None' : '; SameSite=Lax',
    ].join('')
    return {
      status: 303,
      headers: {
        location: `${external}/chat/s/${handle}${result === null ? '' : `?result=${result}`}`,
        'set-cookie': `browser=${browser}; Path=/; Max-Age=86400${flags}`,
        'referrer-policy': 'no-referrer',
        'cache-control': this.#has('result_cacheable') ? 'max-age=60' : 'no-store',
      },
    }
  }

  #page(session: FaultySession, asked: Asked): Answer {
    return {
      status: 200,
      headers: pageHeaders(this.#has),
      body: pageOf(session, browserOf(asked), this.#core !== undefined, this.#has),
    }
  }

  async #act(session: FaultySession, action: string, asked: Asked): Promise<Answer> {
    if (this.#isForeign(asked)) return refusal(403, 'not from here')
    const browser = browserOf(asked)
    const page = { status: 303, headers: { location: `${this.external}/chat/s/${session.handle}` } }
    if (!browser || (session.ended && action !== 'interact')) return refusal(403, 'not yours')
    if (action === 'authenticate') return this.#authenticate(session, browser, asked)
    if (action === 'begin') {
      if (!session.begin(browser)) return refusal(403, 'not yours')
      session.feedback.active()
      return page
    }
    const allowed = session.owns(browser) || this.#has('shown_to_other_browsers')
    if (!allowed) return refusal(403, 'not yours')
    if (action === 'interact') {
      if (session.ended && !this.#has('activity_after_logout')) return refusal(409, 'it has ended')
      const text = new URLSearchParams(asked.body).get('text') ?? ''
      session.messages.push({ text, hidden: false })
      session.feedback.active()
      return page
    }
    if (action === 'schedule') return session.schedule() ? page : refusal(409, 'it cannot be booked')
    if (action === 'meet') return this.#meet(session)
    if (action === 'unschedule') {
      if (!this.#has('cancelled_but_there')) session.end()
      return page
    }
    if (action === 'end') {
      session.end()
      return page
    }
    if (action === 'logout') {
      session.feedback.logout()
      session.end()
      return page
    }
    return NOTHING
  }

  async #authenticate(session: FaultySession, browser: string, { body }: Asked): Promise<Answer> {
    const core = this.#core
    if (!core) return NOTHING
    const home = { status: 303, headers: { location: `${this.external}/chat/s/${session.handle}` } }
    const offered = await core.methods(session.purposeTag)
    // Without a wish: the first. A page that asks which one would be more than this plugin needs.
    const method = new URLSearchParams(body).get('method') ?? offered[0]?.tag
    if (!method || !offered.some(({ tag }) => tag === method)) return home
    const attrSecret = (this.#options.useAttrUrl ?? true) ? secret() : undefined
    const attempt: Attempt = { commSecret: secret(), attrSecret, browser, returned: false, spoiled: false }
    const to = await core.start({
      purpose: session.purposeTag,
      auth_method: method,
      comm_url: `${this.external}/chat/r/${attempt.commSecret}`,
      ...(attrSecret && { attr_url: `${this.internal}/chat/attr/${attrSecret}` }),
    })
    if (to === undefined) return home
    session.attempts.push(attempt)
    session.feedback.active()
    return { status: 303, headers: { location: to } }
  }

  #meet(session: FaultySession): Answer {
    if (!session.meet()) return refusal(409, 'log in first')
    const { owner, identity, appointment } = session
    const at = this.#has('meeting_elsewhere') ? this.#another(session) : session
    Object.assign(at, { owner, identity, appointment })
    return { status: 303, headers: { location: `${this.external}/chat/s/${at.handle}` } }
  }

  #isGone({ appointment }: FaultySession): boolean {
    return appointment !== undefined && this.#has('gone_after_scheduling')
  }

  #isForeign({ headers }: Asked): boolean {
    if (this.#has('no_origin_check')) return false
    const site = headers['sec-fetch-site']
    if (site === 'cross-site' || site === 'same-site') return true
    if (headers.origin === 'null') return site !== 'same-origin'
    return headers.origin !== undefined && headers.origin !== this.external
  }

  #refused(cause: unknown): Answer {
    if (!(cause instanceof ResultRefused) || this.#has('crashes_on_junk')) return refusal(500, 'broken')
    return refusal(400, this.#has('error_tells_cause') ? cause.step : 'the result was refused')
  }
}

function browserOf({ headers }: Asked): string | undefined {
  return /(?:^|;\s*)browser=([\w-]{43})(?:;|$)/.exec(headers.cookie ?? '')?.[1]
}

function json(status: number, body: unknown): Answer {
  return { status, body: JSON.stringify(body) }
}

function refusal(status: number, error: string): Answer {
  return json(status, { error })
}

function readJson(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function listen(answer: (asked: Asked) => Promise<Answer>, has: (fault: Fault) => boolean) {
  const server = createServer({ maxHeaderSize: 48 * 1024 }, (request, response) => {
    void serve(request, response, answer, has, server)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { origin, close: () => closed(server) }
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (asked: Asked) => Promise<Answer>,
  has: (fault: Fault) => boolean,
  server: Server,
): Promise<void> {
  const body = await readBody(request, has('unlimited_body') ? Number.POSITIVE_INFINITY : BODY)
  if (body === undefined) {
    response.writeHead(413, { connection: 'close' }).end('{"error":"too large"}')
    return
  }
  if (has('falls_over') && body.split('.').length > 1000) {
    server.close().closeAllConnections()
    return
  }
  const target = `http://plugin${request.url}`
  if (!request.url?.startsWith('/') || !URL.canParse(target)) {
    response.writeHead(400).end()
    return
  }
  const url = new URL(target)
  const asked = {
    method: request.method === 'HEAD' ? 'GET' : (request.method ?? ''),
    path: url.pathname.split('/').slice(1),
    query: url.searchParams,
    headers: request.headers,
    body,
  }
  const given = await answer(asked).catch((): Answer => refusal(500, 'broken'))
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store', ...given.headers }
  response.writeHead(given.status, headers).end(given.body)
}

async function readBody(request: IncomingMessage, limit: number): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      length += chunk.length
      if (length > limit) return undefined
      chunks.push(chunk)
    }
  } catch {
    return undefined
  }
  return Buffer.concat(chunks).toString()
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
