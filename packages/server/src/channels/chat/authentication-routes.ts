import { createHash } from 'node:crypto'
import { AuthenticationMethods, AuthenticationStarted, ChosenMethod, paths } from '@balie/desk-api'
import {
  authenticationMethods,
  landBrowser,
  type Session,
  type Settings,
  startAuthentication,
} from '@balie/sdk'
import Type from 'typebox'
import type { Config } from '../../config/config.ts'
import { findSession } from '../../conversation/find-session.ts'
import { BalieError } from '../../errors/balie-error.ts'
import { createLimit } from '../../http/limit.ts'
import type { Listener } from '../../http/listener.ts'
import type { CitizenParts } from './citizen-parts.ts'

const Handle = Type.Object({ handle: Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$' }) })

const MINUTE = 60_000
/**
 * Authentications begun within a minute (R4): of one conversation by its owner, and by others from one address, so
 * that nobody is in the owner's way or in another's; and from one address in all, behind which a whole office may be.
 */
const BEGUN = { conversation: 10, address: 30 } as const
/** Asking for the methods asks the core. */
const ASKED = 60

export interface AuthenticationRoutesOptions extends CitizenParts {
  readonly purposes: Config['purposes']
  /** 0: an address may do as much as it likes. */
  readonly requestsPerMinute: number
  /** Of the communication method of a session, to whose URLs the browser comes back. */
  readonly settingsOf: (session: Session) => Settings
}

/**
 * The side door of the citizen's page: by which methods one can authenticate, and going to do so (AC-1, AC-7). Open
 * to the owner, and to every other browser too: by authenticating it may get in (AC-6, B2). It is told nothing of the
 * conversation; a handle that is none gets methods like any other, and is refused when one is chosen.
 */
export async function authenticationRoutes(
  app: Listener,
  options: AuthenticationRoutesOptions,
): Promise<void> {
  const { settings, purposes, activity } = options
  const { clock } = settings
  const begunIn = createLimit(clock, BEGUN.conversation, MINUTE)
  const hasLimit = options.requestsPerMinute > 0
  const begunFrom = createLimit(clock, hasLimit ? BEGUN.address : Number.POSITIVE_INFINITY, MINUTE)
  const askedFrom = createLimit(clock, hasLimit ? ASKED : Number.POSITIVE_INFINITY, MINUTE)

  const ask = {
    summary: 'By which methods the citizen can authenticate',
    params: Handle,
    response: { 200: AuthenticationMethods },
  }
  app.get(paths.citizenAuthentication, { schema: ask }, async (request) => {
    const { handle } = request.params
    if (!askedFrom.take(request.ip)) throw tooOften()
    const session = await findSession(settings, handle)
    const purpose = session?.purpose ?? anyPurpose([...purposes.keys()], handle)
    const methods = await authenticationMethods(settings, purpose)
    return { methods: methods.map(({ tag, name }) => ({ tag, name })) }
  })

  const start = {
    summary: 'Go and authenticate by a method',
    params: Handle,
    body: ChosenMethod,
    response: { 200: AuthenticationStarted },
  }
  app.post(paths.citizenAuthentication, { schema: start }, async (request, reply) => {
    const { handle } = request.params
    // A browser whose cookie has expired gets another, by which it is known when it comes back.
    const browser = landBrowser(
      settings.externalUrl,
      request.headers.cookie,
      settings.random,
      settings.browserLifetime,
    )
    const session = await findSession(settings, handle)
    const isOwner = isOwnedBy(session, browser.hash)
    if (!begunFrom.take(request.ip)) throw tooOften()
    if (!begunIn.take(isOwner ? handle : `${handle} ${request.ip}`)) throw tooOften()
    const started = await startAuthentication(session ? options.settingsOf(session) : settings, {
      id: handle,
      browser: browser.hash,
      method: request.body.method,
    })
    if (isOwner) activity.note(handle, 'citizen')
    reply.header('set-cookie', browser.setCookie)
    return started
  })
}

function isOwnedBy(session: Session | undefined, browser: string): boolean {
  return session?.owner?.browser === browser
}

/** Always the same one for a handle, as if it had one: who guesses learns nothing (B2). */
function anyPurpose(tags: readonly string[], handle: string): string {
  const number = createHash('sha256').update(handle).digest().readUInt32BE()
  return tags[number % tags.length] ?? ''
}

function tooOften(): BalieError {
  return new BalieError('TOO_MANY_REQUESTS', 'authentications of one conversation, or from one address')
}
