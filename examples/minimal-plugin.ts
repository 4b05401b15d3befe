// A whole communication plugin. Its one way to talk is that citizens leave messages, which agents read:
//
//     node examples/minimal-plugin.ts plugin.json
//
// Sessions live in this process and are gone with it. That, the words and the looks are what you would replace.
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
import { fastifyRoutes } from '@balie/sdk/fastify'
import Fastify, { type FastifyError, type FastifyReply, type FastifyRequest } from 'fastify'

/** What stands in the file. Keys are PEM with their type. Without a core, nobody authenticates during a conversation. */
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
      // The purpose's retention has passed: nothing is kept.
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

const http = { maxHeaderSize: LIMITS.headerBytes } // a result may come in a query
const browsers = Fastify({ http })
const components = Fastify({ http })
await browsers.register(fastifyRoutes(settings, 'public'), { prefix: '/chat' })
await components.register(fastifyRoutes(settings, 'internal'), { prefix: '/chat' })

/** What an agent would see, one conversation a paragraph. */
components.get('/observe', async (_request, reply) => {
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
  return reply.type('text/plain; charset=utf-8').send(begun.join('\n\n'))
})

/** An agent asks the citizen to log in. */
components.post('/ask/:id', async (request: InSession) => {
  await askAuthentication(settings, request.params.id)
  return {}
})

type InSession = FastifyRequest<{ Params: { id: string } }>

browsers.removeAllContentTypeParsers()
browsers.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))

browsers.get('/chat/s/:id', async (request: InSession, reply) => {
  const browser = landBrowser(config.externalUrl, request.headers.cookie, systemRandom)
  reply.header('set-cookie', browser.setCookie)
  const session = await find(request.params.id)
  return show(reply, page(session, browser.hash))
})

browsers.post('/chat/s/:id/message', async (request: InSession, reply) => {
  const { id, conversation } = await ownSession(request)
  if (conversation.state === 'ended')
    throw new IdContactError('TRANSITION_REFUSED', 'a message after the end')
  messages.get(id)?.push({ at: systemClock.now(), text: field(request, 'text').slice(0, 1000) })
  return reply.redirect(settings.channel.pageUrl(await noteActivity(settings, id, 'citizen')), 303)
})

const end = (_: Settings, id: string) =>
  changeSession(settings, id, { tag: 'ended', at: systemClock.now(), by: 'citizen' })

for (const [action, carryOut] of Object.entries({ end, logout: logOut, withdraw: withdrawAttributes })) {
  browsers.post(`/chat/s/:id/${action}`, async (request: InSession, reply) => {
    const session = await carryOut(settings, (await ownSession(request)).id)
    return reply.redirect(settings.channel.pageUrl(session), 303)
  })
}

browsers.post('/chat/s/:id/authenticate', async (request: InSession, reply) => {
  const browser = browserOf(request)
  const { id, purpose } = await find(request.params.id)
  const methods = await authenticationMethods(settings, purpose)
  const method = field(request, 'method') || (methods.length === 1 && methods[0]?.tag)
  if (!method) return show(reply, methodsForm(id, methods))
  return reply.redirect((await startAuthentication(settings, { id, browser, method })).url, 303)
})

browsers.setErrorHandler((cause: FastifyError | IdContactError, _request, reply) => {
  report(cause)
  if (cause instanceof IdContactError) return show(reply.code(cause.status), cause.message)
  return show(reply.code(cause.statusCode ?? 500), 'Something went wrong here.')
})

await browsers.listen({ port: ports.public })
await components.listen({ port: ports.internal })
setInterval(() => passTime(settings).catch(report), 1000)

async function find(id: string): Promise<Session> {
  const record = await settings.store.find({ by: 'id', id })
  if (!record) throw new IdContactError('SESSION_UNKNOWN', 'no such session')
  return record.session
}

function field({ body }: FastifyRequest, name: string): string {
  return new URLSearchParams(String(body)).get(name) ?? ''
}

/** The browser that pressed a button on a page of ours. A cookie alone does not prove that. */
function browserOf({ headers }: FastifyRequest): string {
  const isOwnPage =
    headers['sec-fetch-site'] === 'same-origin' || headers.origin === new URL(config.externalUrl).origin
  if (!isOwnPage) throw new IdContactError('FOREIGN_ORIGIN', 'a form on a page of another origin')
  const browser = readBrowser(config.externalUrl, headers.cookie)
  if (!browser) throw new IdContactError('NOT_LANDED', 'a form without the cookie of a landing')
  return browser
}

async function ownSession(request: InSession): Promise<Session> {
  const browser = browserOf(request)
  const session = await find(request.params.id)
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

function page(session: Session, browser: string): string {
  const { id, owner, landings, conversation, attributes, asked, authentications, hiddenUntil = 0 } = session
  const authenticate = core ? form(id, 'authenticate', 'Log in') : ''
  const logout = showsLogout(session) ? form(id, 'logout', 'Log out') : ''
  if (owner === undefined && landings.some((landing) => landing.browser === browser)) {
    return form(id, 'begin', 'Begin the conversation') + authenticate
  }
  if (owner?.browser !== browser) return `<p>This conversation belongs to another browser.</p>${authenticate}`
  if (conversation.state === 'ended') return `<p>The conversation has ended.</p>${logout}`
  const said = (messages.get(id) ?? []).filter(({ at }) => at > hiddenUntil)
  return `
    <p>${IDENTITY[attributes.state]} ${OUTCOME[authentications.at(-1)?.outcome.state ?? 'done'] ?? ''}</p>
    ${asked ? '<p>Please log in: we want to be sure who you are.</p>' : ''}
    <ul>${said.map((message) => `<li>${text(message.text)}</li>`).join('')}</ul>
    ${form(id, 'message', 'Send', '<input name="text" aria-label="Message">', 'interact')}
    ${authenticate}
    ${attributes.state === 'verified' ? form(id, 'withdraw', 'Take back my details') : ''}
    ${form(id, 'end', 'End the conversation')}
    ${logout}`
}

function form(id: string, path: string, button: string, inside = '', action = path): string {
  return `<form method="post" action="/chat/s/${id}/${path}" data-idcontact="${action}">${inside}<button>${button}</button></form>`
}

/** What the core offers, asked when the button is pressed: the page itself never waits for the core. */
function methodsForm(id: string, methods: readonly Method[]): string {
  const choice = methods.map(({ tag, name }) => `<option value="${text(tag)}">${text(name)}</option>`)
  const inside = methods.length > 1 ? `<select name="method" aria-label="By">${choice.join('')}</select>` : ''
  return form(id, 'authenticate', 'Log in', inside)
}

function text(value: string): string {
  return value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

function show(reply: FastifyReply, body: string): FastifyReply {
  return reply
    .headers({
      'cache-control': 'no-store',
      'cross-origin-opener-policy': 'same-origin',
      'content-security-policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
    .type('text/html; charset=utf-8')
    .send(`<!doctype html><html lang="en"><title>Conversation</title><body>${body}</body></html>`)
}
