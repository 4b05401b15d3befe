// The plugin of `minimal-plugin.ts` on Hono: any framework with web-standard requests mounts the sdk like this.
//
//     node examples/hono-plugin.ts plugin.json
import { readFileSync } from 'node:fs'
import {
  type AuthenticationOutcome,
  askAuthentication,
  authenticationMethods,
  type CoreSettings,
  changeSession,
  createMemoryOutbox,
  createMemoryStore,
  createOutbound,
  IdContactError,
  importDecryptionKey,
  importSigningKey,
  importVerificationKey,
  type KeyText,
  LIMITS,
  landBrowser,
  logOut,
  type Method,
  noteActivity,
  openAttributes,
  type Purpose,
  passTime,
  readBrowser,
  Secret,
  type Session,
  type Settings,
  showsLogout,
  startAuthentication,
  systemClock,
  systemRandom,
  withdrawAttributes,
} from '@balie/sdk'
import { createWebHandler } from '@balie/sdk/web'
import { serve } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { html } from 'hono/html'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** What stands in the file: the same as for `minimal-plugin.ts`. */
interface Config extends Pick<Settings, 'externalUrl' | 'internalUrl' | 'useAttrUrl' | 'sessionUrlOrigins'> {
  readonly ports: { readonly public: number; readonly internal: number }
  readonly decryptionKey: KeyText
  readonly verificationKey: KeyText
  readonly purposes: readonly Purpose[]
  readonly core?: Omit<CoreSettings, 'signingKey'> & { readonly signingKey: KeyText }
}

const { ports, core, ...config } = JSON.parse(
  readFileSync(process.argv[2] ?? 'plugin.json', 'utf8'),
) as Config
const report = (cause: unknown) => console.error(cause)

/** What citizens said, by session. */
const messages = new Map<string, { at: number; text: string }[]>()

const settings: Settings = {
  ...config,
  clock: systemClock,
  random: systemRandom,
  store: createMemoryStore(systemClock),
  outbound: createOutbound(),
  outbox: createMemoryOutbox(report),
  channel: {
    method: 'chat',
    pageUrl: ({ id }) => `${config.externalUrl}/s/${id}`,
    async carryOut({ id }, effects) {
      if (!messages.has(id)) messages.set(id, [])
      if (effects.some((effect) => effect.tag === 'destroy_key' && effect.key === 'transcript'))
        messages.delete(id)
    },
  },
  purposes: new Map(config.purposes.map((purpose) => [purpose.tag, purpose])),
  decryptionKey: importDecryptionKey(config.decryptionKey),
  verificationKey: importVerificationKey(config.verificationKey),
  keyring: { keys: [{ id: 'of this run', key: new Secret('master key', systemRandom(32)) }] },
  ...(core && { core: { ...core, signingKey: importSigningKey(core.signingKey) } }),
  report,
}

/** One listener with its addresses of the sdk; what is not among them is the plugin's own. */
function listener(name: 'public' | 'internal'): Hono {
  const handle = createWebHandler(settings, name)
  return new Hono().use(async ({ req }, next) => (await handle(req.raw)) ?? next())
}

const components = listener('internal')
  /** What an agent would see, one conversation a paragraph. */
  .get('/observe', async (c) => {
    const records = await Promise.all([...messages.keys()].map((id) => settings.store.find({ by: 'id', id })))
    const begun = records.flatMap((record) => {
      if (!record?.session.owner) return []
      const { id, purpose, attributes, authentications, alerts } = record.session
      return JSON.stringify({
        id,
        purpose,
        identity: attributes.state,
        attributes: openAttributes(settings.keyring, record)?.reveal(),
        authentication: authentications.at(-1)?.outcome.state,
        alerts,
        said: messages.get(id),
      })
    })
    return c.text(begun.join('\n\n'))
  })
  /** An agent asks the citizen to log in. */
  .post('/ask/:id', async (c) => {
    await askAuthentication(settings, c.req.param('id'))
    return c.json({})
  })

const browsers = listener('public')
  .use(bodyLimit({ maxSize: LIMITS.bodyBytes }))
  .get('/chat/s/:id', async (c) => {
    const browser = landBrowser(config.externalUrl, c.req.header('cookie'), systemRandom)
    c.header('set-cookie', browser.setCookie)
    const session = await find(c.req.param('id'))
    return show(c, page(session, browser.hash))
  })
  .post('/chat/s/:id/message', async (c) => {
    const { id, conversation } = await ownSession(c)
    if (conversation.state === 'ended')
      throw new IdContactError('TRANSITION_REFUSED', 'a message after the end')
    messages.get(id)?.push({ at: systemClock.now(), text: (await field(c, 'text')).slice(0, 1000) })
    return c.redirect(settings.channel.pageUrl(await noteActivity(settings, id, 'citizen')), 303)
  })
  .post('/chat/s/:id/authenticate', async (c) => {
    const browser = browserOf(c)
    const { id, purpose } = await find(c.req.param('id'))
    const methods = await authenticationMethods(settings, purpose)
    const method = (await field(c, 'method')) || (methods.length === 1 && methods[0]?.tag)
    if (!method) return show(c, methodsForm(id, methods))
    return c.redirect((await startAuthentication(settings, { id, browser, method })).url, 303)
  })
  .onError((cause, c) => {
    if ('getResponse' in cause) return cause.getResponse()
    report(cause)
    if (!(cause instanceof IdContactError)) return show(c, 'Something went wrong here.', 500)
    return show(c, cause.message, cause.status as ContentfulStatusCode)
  })

const end = (_: Settings, id: string) =>
  changeSession(settings, id, { tag: 'ended', at: systemClock.now(), by: 'citizen' })

for (const [action, carryOut] of Object.entries({ end, logout: logOut, withdraw: withdrawAttributes })) {
  browsers.post(`/chat/s/:id/${action}`, async (c) => {
    const session = await carryOut(settings, (await ownSession(c)).id)
    return c.redirect(settings.channel.pageUrl(session), 303)
  })
}

const serverOptions = { maxHeaderSize: LIMITS.headerBytes } // a result may come in a query
serve({ fetch: browsers.fetch, port: ports.public, hostname: 'localhost', serverOptions })
serve({ fetch: components.fetch, port: ports.internal, hostname: 'localhost', serverOptions })
setInterval(() => passTime(settings).catch(report), 1000)

async function find(id: string): Promise<Session> {
  const record = await settings.store.find({ by: 'id', id })
  if (!record) throw new IdContactError('SESSION_UNKNOWN', 'no such session')
  return record.session
}

async function field({ req }: Context, name: string): Promise<string> {
  return new URLSearchParams(await req.text()).get(name) ?? ''
}

/** The browser that pressed a button on a page of ours. A cookie alone does not prove that. */
function browserOf({ req }: Context): string {
  const isOwnPage =
    req.header('sec-fetch-site') === 'same-origin' ||
    req.header('origin') === new URL(config.externalUrl).origin
  if (!isOwnPage) throw new IdContactError('FOREIGN_ORIGIN', 'a form on a page of another origin')
  const browser = readBrowser(config.externalUrl, req.header('cookie'))
  if (!browser) throw new IdContactError('NOT_LANDED', 'a form without the cookie of a landing')
  return browser
}

async function ownSession(c: Context): Promise<Session> {
  const browser = browserOf(c)
  const session = await find(c.req.param('id') ?? '')
  if (session.owner?.browser !== browser)
    throw new IdContactError('NOT_THE_OWNER', 'a form of another browser')
  return session
}

const IDENTITY: Record<Session['attributes']['state'], string> = {
  awaiting: 'We are waiting for your details.',
  verified: 'We know who you are.',
  withheld: 'We do not know for sure who you are.',
  failed: 'Logging in did not work: we do not know who you are.',
  none: 'We do not know who you are.',
  released: 'We no longer keep who you are.',
  withdrawn: 'You took back your details.',
}

const OUTCOME: Partial<Record<AuthenticationOutcome['state'], string>> = {
  failed: 'Logging in did not work. You can try again.',
  cancelled: 'Logging in was cancelled. You can try again.',
  spoiled: 'You came back in another browser. Log in again, and stay in this one.',
}

type Html = ReturnType<typeof html> | string

function page(session: Session, browser: string): Html {
  const { id, owner, landings, conversation, attributes, asked, authentications, hiddenUntil = 0 } = session
  const authenticate = core ? form(id, 'authenticate', 'Log in') : ''
  const logout = showsLogout(session) ? form(id, 'logout', 'Log out') : ''
  if (owner === undefined && landings.some((landing) => landing.browser === browser)) {
    return html`${form(id, 'begin', 'Begin the conversation')}${authenticate}`
  }
  if (owner?.browser !== browser)
    return html`<p>This conversation belongs to another browser.</p>${authenticate}`
  if (conversation.state === 'ended') return html`<p>The conversation has ended.</p>${logout}`
  const said = (messages.get(id) ?? []).filter(({ at }) => at > hiddenUntil)
  return html`
    <p>${IDENTITY[attributes.state]} ${OUTCOME[authentications.at(-1)?.outcome.state ?? 'done'] ?? ''}</p>
    ${asked ? html`<p>Please log in: we want to be sure who you are.</p>` : ''}
    <ul>${said.map(({ text }) => html`<li>${text}</li>`)}</ul>
    ${form(id, 'message', 'Send', html`<input name="text" aria-label="Message">`, 'interact')}
    ${authenticate}
    ${attributes.state === 'verified' ? form(id, 'withdraw', 'Take back my details') : ''}
    ${form(id, 'end', 'End the conversation')}
    ${logout}`
}

function form(id: string, path: string, button: string, inside: Html = '', action = path): Html {
  return html`<form method="post" action="/chat/s/${id}/${path}" data-idcontact="${action}">${inside}<button>${button}</button></form>`
}

/** What the core offers, asked when the button is pressed: the page itself never waits for the core. */
function methodsForm(id: string, methods: readonly Method[]): Html {
  const choice = methods.map(({ tag, name }) => html`<option value="${tag}">${name}</option>`)
  const inside = methods.length > 1 ? html`<select name="method" aria-label="By">${choice}</select>` : ''
  return form(id, 'authenticate', 'Log in', inside)
}

function show(c: Context, body: Html, status: ContentfulStatusCode = 200) {
  c.header('cache-control', 'no-store')
  c.header('cross-origin-opener-policy', 'same-origin')
  c.header('content-security-policy', "default-src 'none'; base-uri 'none'; frame-ancestors 'none'")
  c.header('referrer-policy', 'no-referrer')
  c.header('x-content-type-options', 'nosniff')
  return c.html(
    html`<!doctype html><html lang="en"><title>Conversation</title><body>${body}</body></html>`,
    status,
  )
}
