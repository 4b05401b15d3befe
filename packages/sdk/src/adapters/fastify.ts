import type { FastifyError, FastifyInstance } from 'fastify'
import { IdContactError } from '../errors/id-contact-error.ts'
import { ROUTES } from '../flow.ts'
import { LIMITS } from '../protocol/limits.ts'
import { errorAnswer, type Route } from '../route.ts'
import type { Settings } from '../settings.ts'

/**
 * The addresses of one listener as a Fastify plugin: `app.register(fastifyRoutes(settings, 'internal'), { prefix: '/chat' })`.
 * Register `internal` on an instance that only components can reach (threat B10). A body may be of any
 * content type: what counts is what it holds.
 */
export function fastifyRoutes(settings: Settings, listener: Route['listener']) {
  return async (app: FastifyInstance): Promise<void> => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser(
      '*',
      { parseAs: 'string', bodyLimit: LIMITS.bodyBytes },
      (_request, body, done) => {
        done(null, body)
      },
    )
    app.setErrorHandler((cause: FastifyError, _request, reply) => {
      const known = translated(cause)
      // What a hook of the host refuses, such as a limit on requests, is the host's to answer.
      if (!known) throw cause
      const { status, headers, body } = errorAnswer(settings, known)
      return reply.code(status).headers(headers).send(body)
    })
    for (const route of ROUTES.filter((route) => route.listener === listener)) mount(app, settings, route)
  }
}

function mount(app: FastifyInstance, settings: Settings, { method, path, handle }: Route): void {
  app.route({
    method,
    url: path,
    // A HEAD is never a person; it gets what any unknown address gets (threat B3).
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      const { status, headers, body } = await handle(settings, {
        parameters: request.params as Record<string, string>,
        query: new URL(request.url, 'http://internal.invalid').searchParams,
        body: typeof request.body === 'string' ? request.body : '',
        cookie: request.headers.cookie,
        origin: request.headers.origin,
        fetchSite: request.headers['sec-fetch-site']?.toString(),
      }).catch((cause: unknown) => errorAnswer(settings, cause))
      return reply.code(status).headers(headers).send(body)
    },
  })
}

function translated(cause: FastifyError): IdContactError | undefined {
  if (cause.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return new IdContactError('BODY_TOO_LARGE', 'a body of more than 32 KiB', { cause })
  }
  if (cause.code?.startsWith('FST_ERR_CTP')) {
    return new IdContactError('BODY_INVALID', 'a body that could not be read', { cause })
  }
  return undefined
}
