import { generateKeyPairSync } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createClientUrlAnswer } from '../protocol/client-url-answer/create-client-url-answer.ts'
import { importSigningKey } from '../protocol/keys/import-signing-key.ts'
import { importVerificationKey } from '../protocol/keys/import-verification-key.ts'
import { createSessionOptions } from '../protocol/session-options/create-session-options.ts'
import type { StartAuthRequest } from '../protocol/start-auth-request/start-auth-request.ts'
import { verifyStartAuthRequest } from '../protocol/start-auth-request/verify-start-auth-request.ts'
import type { CoreSettings } from '../settings.ts'
import type { TestClock } from './test-clock.ts'

/** The core and an authentication plugin on one real socket, for tests of what calls them. */
export interface FarSide {
  readonly origin: string
  /** What the plugin needs to know of the core. */
  readonly core: CoreSettings
  /** Start requests that were verified, oldest first. */
  readonly starts: StartAuthRequest[]
  /** Session updates: path with query, oldest first. */
  readonly updates: string[]
  /** How the next calls are answered; change it at will. */
  readonly answers: { start: { status: number; body: string } | undefined; update: number }
  close(): Promise<void>
}

const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const privateText = {
  type: 'EC',
  key: String(pair.privateKey.export({ type: 'pkcs8', format: 'pem' })),
} as const
const publicText = {
  type: 'EC',
  key: String(pair.publicKey.export({ type: 'spki', format: 'pem' })),
} as const

/** Starts it on a free port. Close it in `after`. */
export async function startFarSide(clock: TestClock): Promise<FarSide> {
  const starts: StartAuthRequest[] = []
  const updates: string[] = []
  const answers: FarSide['answers'] = { start: undefined, update: 204 }
  const server: Server = createServer(async (request, response) => {
    const path = request.url ?? ''
    const body = await bodyOf(request)
    if (path.startsWith('/session_options/')) {
      const methods = [
        { tag: 'digid', name: 'DigiD', imagePath: '' },
        { tag: 'irma', name: 'Yivi', imagePath: '' },
      ]
      return response.end(JSON.stringify(createSessionOptions({ authMethods: methods, commMethods: [] })))
    }
    if (path === '/start') {
      const { accept, 'content-type': type } = request.headers
      if (accept !== 'application/json' || type !== 'application/jwt') return response.writeHead(303).end()
      starts.push(
        await verifyStartAuthRequest(body, {
          keys: new Map([['balie', importVerificationKey(publicText)]]),
          clock,
        }),
      )
      if (answers.start) return response.writeHead(answers.start.status).end(answers.start.body)
      return response.end(JSON.stringify(createClientUrlAnswer({ clientUrl: `${origin}/authenticate/1` })))
    }
    updates.push(path)
    return response.writeHead(answers.update).end()
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    core: {
      url: origin,
      signingKey: importSigningKey(privateText),
      keyId: 'balie',
      authenticationOrigins: [origin],
    },
    starts,
    updates,
    answers,
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request) body += chunk
  return body
}
