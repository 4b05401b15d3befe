import { createClientUrlAnswer, parseStartRequest } from '@balie/sdk'
import type { FastifyInstance } from 'fastify'
import type { CoreContext } from '../core-context.ts'
import { startAuthenticationOnly } from './start-authentication-only.ts'
import { startSession } from './start-session.ts'

/**
 * `POST /start`, as JSON, as a form (the fork's), or as a signed request in `application/jwt` (CO-2). Answers
 * `{client_url}` when the Accept header is exactly `application/json`, as deployed cores do, else 303.
 */
export function routeStart(app: FastifyInstance, core: CoreContext): void {
  app.post('/start', async (request, reply) => {
    const clientUrl =
      typeof request.body === 'string' &&
      request.headers['content-type']?.startsWith('application/jwt') === true
        ? await startAuthenticationOnly(core, request.body)
        : await startSession(core, parseStartRequest(request.body))
    if (request.headers.accept === 'application/json') return createClientUrlAnswer({ clientUrl })
    return reply.redirect(clientUrl, 303)
  })
}
