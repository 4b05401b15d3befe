import { createHash } from 'node:crypto'
import { paths } from '@balie/desk-api'
import type { Clock } from '@balie/sdk'
import Type from 'typebox'
import { BalieError } from '../errors/balie-error.ts'
import type { Addresses } from '../http/addresses.ts'
import { createLimit } from '../http/limit.ts'
import type { FastifyReply, FastifyRequest, Listener } from '../http/listener.ts'
import type { AgentAuth } from './agent-auth.ts'

const MINUTE = 60_000
/** Failed sign-ins within a minute: of one account, and from one address, behind which a whole office may be. */
const FAILURES = { account: 10, address: 30 } as const

const Credentials = Type.Object({
  email: Type.String({ maxLength: 320 }),
  password: Type.String({ maxLength: 1024 }),
})

const Done = Type.Object({})
const signIn = { summary: 'Sign in as an agent', body: Credentials, response: { 200: Done } }
const signOut = { summary: 'Sign out', response: { 200: Done } }

export interface SignInOptions {
  readonly auth: Pick<AgentAuth, 'handler'>
  readonly addresses: Pick<Addresses, 'externalUrl'>
  readonly clock: Clock
  /** After somebody signed out: their sockets must close (R3). */
  readonly onSignedOut: () => void
}

/**
 * Signing in and out. These two addresses are all that can be reached of better-auth: there is no way to make
 * an account, to reset a password or to read a session from outside. An unknown e-mail address, a wrong
 * password and a disabled agent get one answer, in one time; failures are limited per account and address.
 */
export async function signInRoutes(app: Listener, options: SignInOptions): Promise<void> {
  const { clock, onSignedOut } = options
  const ofAccount = createLimit(clock, FAILURES.account, MINUTE)
  const ofAddress = createLimit(clock, FAILURES.address, MINUTE)

  app.post(paths.signIn, { schema: signIn }, async (request, reply) => {
    const { email, password } = request.body
    const account = createHash('sha256').update(email.trim().toLowerCase()).digest('base64url')
    // Counted before the answer is known, so that parallel attempts count too.
    if (!ofAddress.take(request.ip)) throw tooOften()
    if (!ofAccount.take(account)) {
      ofAddress.giveBack(request.ip)
      throw tooOften()
    }
    let refused = false
    try {
      const answer = await ask(options, request, paths.signIn, { email: email.trim(), password })
      refused = areRefused(answer)
      if (!answer.ok) throw refusal(answer)
      return setCookies(reply, answer).send({})
    } finally {
      if (!refused) {
        ofAddress.giveBack(request.ip)
        ofAccount.giveBack(account)
      }
    }
  })

  app.post(paths.signOut, { schema: signOut }, async (request, reply) => {
    const answer = await ask(options, request, paths.signOut, {})
    if (!answer.ok) throw refusal(answer)
    onSignedOut()
    // Not "cookies": that would reach every site of the domain (F7).
    return setCookies(reply, answer).header('clear-site-data', '"cache", "storage"').send({})
  })
}

/** Headers that better-auth judges; an address or a forwarded one is not among them. */
const JUDGED = ['cookie', 'origin', 'sec-fetch-site', 'sec-fetch-mode', 'sec-fetch-dest'] as const

function ask(
  { auth, addresses }: SignInOptions,
  request: FastifyRequest,
  path: string,
  body: unknown,
): Promise<Response> {
  const headers = new Headers({ 'content-type': 'application/json' })
  for (const name of JUDGED) {
    const value = request.headers[name]
    if (typeof value === 'string') headers.set(name, value)
  }
  const url = new URL(path, addresses.externalUrl)
  return auth.handler(new Request(url, { method: 'POST', headers, body: JSON.stringify(body) }))
}

function setCookies(reply: FastifyReply, answer: Response): FastifyReply {
  for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie)
  return reply
}

/** 400 is an e-mail address that is none, or a password longer than any. */
function areRefused({ status }: Response): boolean {
  return status === 400 || status === 401
}

function refusal(answer: Response): BalieError {
  if (areRefused(answer)) return new BalieError('SIGN_IN_REFUSED', 'the credentials do not fit')
  if (answer.status === 403)
    return new BalieError('ORIGIN_REFUSED', 'a sign-in or sign-out from another page')
  return new BalieError('INTERNAL', `the part that signs agents in answered ${answer.status}`)
}

function tooOften(): BalieError {
  return new BalieError('SIGN_IN_TOO_OFTEN', 'failed sign-ins of one account or from one address')
}
