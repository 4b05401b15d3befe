import { BalieError } from '../errors/balie-error.ts'
import { answerError } from './answer-error.ts'
import { createListener, type ListenerOptions } from './create-listener.ts'
import { healthRoutes, type Readiness } from './health.ts'
import type { Listener } from './listener.ts'

export interface InternalListenerOptions extends Omit<ListenerOptions, 'name'> {
  readonly readiness: Readiness
}

/** The listener for components, with health and metrics; the channels add their own addresses. */
export async function createInternalListener(options: InternalListenerOptions): Promise<Listener> {
  const app = await createListener({ ...options, name: 'internal' })
  healthRoutes(app, options.readiness)
  app.get('/metrics', { schema: { summary: 'Metrics for Prometheus' } }, async (_request, reply) => {
    const { body, contentType } = await options.metrics.text()
    return reply.header('content-type', contentType).send(body)
  })
  app.setNotFoundHandler((request, reply) =>
    answerError(new BalieError('NOT_FOUND', 'no route on the internal listener'), request, reply),
  )
  return app
}
