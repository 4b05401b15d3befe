import { LIMITS } from '@balie/sdk'
import formbody from '@fastify/formbody'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Logger } from './logger.ts'
import { type Problem, toProblem } from './problem.ts'

/** Characters of one path part: the state of a shim is one. */
const PATH_PART_LIMIT = 16 * 1024

const HEADERS = Object.freeze({
  // No form-action: Chromium applies it to the redirect after a form too, and ours lead to other sites.
  'content-security-policy': [
    "default-src 'none'",
    ...['script-src', 'style-src', 'img-src', 'font-src', 'connect-src'].map((kind) => `${kind} 'self'`),
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
})

/** What a component behind HTTP is made with. */
export interface ServerOptions {
  readonly logger: Logger
}

/**
 * A Fastify server as all components of this package use it: safe headers, a log line per request by route
 * template and without query (F1), errors as `{error, detail}` unless a route answers with a page, forms and
 * `application/jwt` bodies understood, `GET /healthz`.
 */
export function createServer(options: ServerOptions): FastifyInstance {
  const app = Fastify({
    logger: false,
    bodyLimit: LIMITS.bodyBytes,
    // A redirect through the shim must carry as much as a body (threat T9).
    http: { maxHeaderSize: LIMITS.headerBytes },
    routerOptions: { maxParamLength: PATH_PART_LIMIT },
  })
  app.register(formbody, { bodyLimit: LIMITS.bodyBytes })
  app.removeContentTypeParser('text/plain')
  app.addContentTypeParser('application/jwt', { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  )
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(HEADERS).header('cache-control', 'no-store')
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    const fields = {
      method: request.method,
      route,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    }
    options.logger.info(fields, 'request')
  })
  app.setErrorHandler((error, request, reply) => {
    answerProblem(reply, logProblem(options.logger, request, error))
  })
  app.get('/healthz', async () => ({ status: 'ok' }))
  return app
}

/** The error as a problem, after a line about it in the log: a warning, or an error when it is our own fault. */
export function logProblem(logger: Logger, request: FastifyRequest, error: unknown): Problem {
  const problem = toProblem(error)
  const fields = { route: request.routeOptions.url ?? 'none', code: problem.code, detail: problem.detail }
  if (problem.status === 500) logger.error({ ...fields, cause: error }, 'request failed')
  else logger.warn(fields, 'request refused')
  return problem
}

/** Sends the problem as `{error, detail}`; the detail is the caller's sentence. */
export function answerProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply.code(problem.status).send({ error: problem.code, detail: problem.sentence })
}
