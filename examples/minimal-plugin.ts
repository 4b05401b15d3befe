// A whole communication plugin. Its one way to talk is that citizens leave messages, which agents read:
//
//     node examples/minimal-plugin.ts plugin.json
//
// Sessions live in this process and are gone with it. That, the words and the looks are what you would replace.
import { readFileSync } from 'node:fs'
import {
  authenticationMethods,
  type CoreSettings,
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
} from '@balie/sdk'
import { fastifyRoutes } from '@balie/sdk/fastify'
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify'

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
    const { id, purpose, attributes, alerts } = record.session
    const values = openAttributes(settings.keyring, record)?.reveal()
    return JSON.stringify({
      id,
      purpose,
      identity: attributes.state,
      attributes: values,
      alerts,
      said: messages.get(id),
    })
  })
  return reply.type('text/plain; charset=utf-8').send(begun.join('\n\n'))
})

type InSession = FastifyRequest<{ Params: { id: string } }>

browsers.get('/chat/s/:id', async (request: InSession, reply) => {
  const browser = landBrowser(settings.externalUrl, request.headers.cookie, systemRandom)
  const session = await find(request.params.id)
  const methods = core ? await authenticationMethods(settings, session.purpose).catch(() => []) : []
  reply.header('set-cookie', browser.setCookie)
  return show(reply, page(session, browser.hash, methods))
})

browsers.addContentTypeParser(
  'application/x-www-form-urlencoded',
  { parseAs: 'string' },
  (_request, body, done) => done(null, new URLSearchParams(body.toString())),
)

browsers.post('/chat/s/:id/message', async (request: InSession, reply) => {
  const { id, conversation } = await ownSession(request)
  if (conversation.state === 'ended')
    throw new IdContactError('TRANSITION_REFUSED', 'a message after the end')
  const text = (request.body as URLSearchParams).get('text') ?? ''
  messages.get(id)?.push({ at: systemClock.now(), text: text.slice(0, 1000) })
  return reply.redirect(settings.channel.pageUrl(await noteActivity(settings, id, 'citizen')), 303)
})

browsers.post('/chat/s/:id/logout', async (request: InSession, reply) => {
  const session = await logOut(settings, (await ownSession(request)).id)
  return reply.redirect(settings.channel.pageUrl(session), 303)
})

browsers.post('/chat/s/:id/authenticate', async (request: InSession, reply) => {
  const method = (request.body as URLSearchParams).get('method') ?? ''
  const { url } = await startAuthentication(settings, {
    id: request.params.id,
    browser: browserOf(request),
    method,
  })
  return reply.redirect(url, 303)
})

browsers.setErrorHandler((cause, _request, reply) => {
  report(cause)
  if (!(cause instanceof IdContactError)) return show(reply.code(500), 'Something went wrong here.')
  return show(reply.code(cause.status), cause.message)
})

await browsers.listen({ port: ports.public })
await components.listen({ port: ports.internal })
setInterval(() => passTime(settings).catch(report), 1000)

async function find(id: string): Promise<Session> {
  const record = await settings.store.find({ by: 'id', id })
  if (!record) throw new IdContactError('SESSION_UNKNOWN', 'no such session')
  return record.session
}

/** The browser that pressed a button on a page of ours. A cookie alone does not prove that. */
function browserOf({ headers }: FastifyRequest): string {
  const isOwnPage =
    headers['sec-fetch-site'] === 'same-origin' || headers.origin === new URL(settings.externalUrl).origin
  if (!isOwnPage) throw new IdContactError('FOREIGN_ORIGIN', 'a form on a page of another origin')
  const browser = readBrowser(settings.externalUrl, headers.cookie)
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
  withdrawn: 'You took back your details.',
}

function page(session: Session, browser: string, methods: readonly Method[]): string {
  const { id, owner, landings, conversation, attributes, hiddenUntil = 0 } = session
  const form = (action: string, path: string, inside: string) =>
    `<form method="post" action="/chat/s/${id}/${path}" data-idcontact="${action}">${inside}</form>`
  const buttons = methods.map(
    ({ tag, name }) => `<button name="method" value="${text(tag)}">${text(name)}</button>`,
  )
  const authenticate =
    methods.length > 0 ? form('authenticate', 'authenticate', `Log in: ${buttons.join(' ')}`) : ''
  const logout = showsLogout(session) ? form('logout', 'logout', '<button>Log out</button>') : ''

  if (owner === undefined && landings.some((landing) => landing.browser === browser)) {
    return `${form('begin', 'begin', '<button>Begin the conversation</button>')}${authenticate}`
  }
  if (owner?.browser !== browser) return `<p>This conversation belongs to another browser.</p>${authenticate}`
  if (conversation.state === 'ended') return `<p>The conversation has ended.</p>${logout}`
  const said = (messages.get(id) ?? [])
    .filter(({ at }) => at > hiddenUntil)
    .map((message) => `<li>${text(message.text)}</li>`)
  return `<p>${IDENTITY[attributes.state]}</p><ul>${said.join('')}</ul>
    ${form('interact', 'message', '<input name="text" aria-label="Message"><button>Send</button>')}${authenticate}${logout}`
}

function text(value: string): string {
  return value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

function show(reply: FastifyReply, body: string): FastifyReply {
  return reply
    .headers({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
    .type('text/html; charset=utf-8')
    .send(`<!doctype html><html lang="en"><title>Conversation</title><body>${body}</body></html>`)
}
