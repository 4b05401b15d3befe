import type { Clock, Keyring } from '@balie/sdk'
import { betterAuth } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import type { Addresses } from '../http/addresses.ts'
import { AGENT_TABLES } from '../store/agent-tables.ts'
import type { Database } from '../store/database.ts'
import { PASSWORD_LENGTH } from './agent-accounts.ts'
import { agentCookieName } from './agent-cookie.ts'
import { signInSecret } from './sign-in-secret.ts'

/** How long an agent stays signed in, seconds: a working day. Not prolonged. */
export const SIGNED_IN_SECONDS = 12 * 60 * 60

/** What the desk asks of the part that signs agents in. */
export interface AgentAuth {
  /** Answers a web-standard request below `/api/auth`. Reach it only by the addresses that are mounted. */
  handler(request: Request): Promise<Response>
  /** The session token in a Cookie header, if its signature is ours. Looks nothing up. */
  verifiedToken(cookieHeader: string | undefined): Promise<string | undefined>
}

export interface AgentAuthOptions {
  /** Read at the first use: the listeners listen by then. */
  readonly addresses: Pick<Addresses, 'externalUrl'>
  readonly database: Database
  readonly keyring: Keyring
  readonly clock: Clock
}

/**
 * better-auth as the desk uses it: e-mail and password only, cookies that no script and no other site can
 * use (F2), nobody can make an account, and a disabled agent gets no session (G3). It limits and logs
 * nothing: whoever mounts it does.
 */
export function createAgentAuth(options: AgentAuthOptions): AgentAuth {
  let made: ReturnType<typeof betterAuthOf> | undefined
  const auth = () => {
    made ??= betterAuthOf(options)
    return made
  }
  return {
    handler: (request) => auth().handler(request),
    async verifiedToken(cookieHeader) {
      if (!cookieHeader) return undefined
      const token = await auth().api.verifiedToken({ headers: new Headers({ cookie: cookieHeader }) })
      return token || undefined
    },
  }
}

function betterAuthOf({ addresses, database, keyring, clock }: AgentAuthOptions) {
  const { externalUrl } = addresses
  const { origin } = new URL(externalUrl)
  return betterAuth({
    ...AGENT_TABLES,
    appName: 'Balie',
    baseURL: origin,
    basePath: '/api/auth',
    trustedOrigins: [origin],
    // Given as a list, so that no environment variable of its own can replace it.
    secrets: [{ version: 1, value: signInSecret(keyring).reveal() }],
    database: { db: database, type: 'postgres' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.least,
      maxPasswordLength: PASSWORD_LENGTH.most,
    },
    session: {
      ...AGENT_TABLES.session,
      expiresIn: SIGNED_IN_SECONDS,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    advanced: {
      useSecureCookies: false,
      cookies: cookies(externalUrl),
      disableOriginCheck: false,
      disableCSRFCheck: false,
      // Where an agent signs in from is not kept.
      ipAddress: { disableIpTracking: true },
      // The migration is held against its generator in a test; asking the database at each start is not needed.
      database: { validateSchema: false },
    },
    databaseHooks: {
      session: {
        create: {
          async before({ userId }) {
            if (!(await mayBegin(database, userId))) return false
            // By our own clock, which also tells when it is over.
            return { data: { expiresAt: new Date(clock.now() + SIGNED_IN_SECONDS * 1000) } }
          },
        },
      },
    },
    plugins: [verifiedTokenPlugin],
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    onAPIError: { throw: true },
  })
}

/** Has no path: it can be called from here and not from outside. */
const verifiedTokenPlugin = {
  id: 'verified-token',
  endpoints: {
    verifiedToken: createAuthEndpoint({ method: 'GET', requireHeaders: true }, async (context) => {
      const { secret, authCookies } = context.context
      return (await context.getSignedCookie(authCookies.sessionToken.name, secret)) || ''
    }),
  },
} as const

function cookies(externalUrl: string) {
  const cookie = (part: string) => ({
    name: agentCookieName(externalUrl, part),
    attributes: {
      httpOnly: true,
      sameSite: 'lax' as const,
      path: '/',
      secure: externalUrl.startsWith('https:'),
    },
  })
  return {
    session_token: cookie('session'),
    session_data: cookie('data'),
    account_data: cookie('account'),
    dont_remember: cookie('short'),
  }
}

async function mayBegin(database: Database, agent: string): Promise<boolean> {
  const found = await database
    .selectFrom('agent')
    .select('disabled')
    .where('id', '=', agent)
    .executeTakeFirst()
  return found !== undefined && !found.disabled
}
