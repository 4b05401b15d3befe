import { parseSessionUpdate } from '@balie/sdk'
import type { FastifyInstance } from 'fastify'
import { field } from '../pages/field.ts'
import { chooseLanguage } from '../pages/language.ts'
import { linkPrefix } from '../pages/link-prefix.ts'
import { sendPage } from '../pages/send-page.ts'
import type { AuthTestContext } from './auth-test-context.ts'
import { deliverResult } from './deliver-result.ts'
import { frameFor } from './frame.ts'
import { sessionsPage } from './sessions-page.ts'

/**
 * `POST /session/{id}?type=`: where communication plugins send session updates (protocol.md, section 6). 204;
 * 404 for an unknown session; 410 for activity after a logout.
 */
export function routeSessionUpdates(app: FastifyInstance, context: AuthTestContext): void {
  // The body is empty by the protocol; whatever a sender puts there does not matter.
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, _body, done) => done(null, undefined))
  app.post<{ Params: { id: string } }>('/session/:id', async (request, reply) => {
    context.sessions.update(request.params.id, parseSessionUpdate(request.query))
    return reply.code(204).send()
  })
}

/** `GET /sessions`, the page; `GET /sessions/revision`, by which it renews itself; `POST /deliveries/{id}` sends a result that waits. */
export function routeSessionsPage(app: FastifyInstance, context: AuthTestContext): void {
  const { config, sessions, deliveries } = context
  const base = linkPrefix(config.serverUrl)
  const revision = () => sessions.changes + deliveries.changes

  app.get('/', async (_request, reply) => reply.redirect(`${base}/sessions`, 302))

  app.get('/sessions', async (request, reply) => {
    const language = chooseLanguage(field(request.query, 'lang'), request.headers['accept-language'])
    const view = {
      withSession: config.withSession,
      sessions: sessions.newestFirst(),
      deliveries: deliveries.newestFirst(),
      revision: revision(),
    }
    return sendPage(reply, sessionsPage(frameFor(config, language), view))
  })

  app.get('/sessions/revision', async () => ({ revision: revision() }))

  app.post<{ Params: { id: string } }>('/deliveries/:id', async (request, reply) => {
    const delivery = deliveries.find(request.params.id)
    await deliverResult(context, delivery.attrUrl, delivery.outcome)
    deliveries.forget(delivery.id)
    const language = chooseLanguage(field(request.body, 'lang'), request.headers['accept-language'])
    return reply.redirect(`${base}/sessions?lang=${language}`, 303)
  })
}
