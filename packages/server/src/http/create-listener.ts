import { LIMITS, type Random, randomText } from '@balie/sdk'
import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox'
import Fastify, { type FastifyBaseLogger, LogController } from 'fastify'
import type { Log } from '../log.ts'
import { answerBrokenRequest } from './answer-broken-request.ts'
import { answerError, levelOf } from './answer-error.ts'
import { closePromptly } from './close-promptly.ts'
import { describeApi } from './describe-api.ts'
import type { Listener } from './listener.ts'
import type { Metrics } from './metrics.ts'
import { createSerializers } from './serializers.ts'

export interface ListenerOptions {
  readonly name: 'public' | 'internal'
  readonly log: Log
  readonly random: Random
  readonly metrics: Metrics
  /** Proxies whose `X-Forwarded-For` is believed. */
  readonly trustProxy: readonly string[]
  /** Whether the routes can be described as OpenAPI. */
  readonly describe: boolean
}

/** Milliseconds for a whole request to come in. */
const REQUEST_TIMEOUT = 30_000

/**
 * What both listeners have: limits (T9: bodies of 32 KiB, request line and headers of 48 KiB), errors through
 * one door, one line in the log per request that was not too many, by route template and without address, query or body (F1, P1).
 */
export async function createListener(options: ListenerOptions): Promise<Listener> {
  const { name, log, random, metrics } = options
  const logger: FastifyBaseLogger = log.child({ listener: name })
  const app: Listener = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request' }),
    bodyLimit: LIMITS.bodyBytes,
    http: { maxHeaderSize: LIMITS.headerBytes },
    requestTimeout: REQUEST_TIMEOUT,
    trustProxy: [...options.trustProxy],
    exposeHeadRoutes: false,
    requestIdHeader: false,
    genReqId: () => randomText(random, 9),
    routerOptions: { maxParamLength: 256 },
    frameworkErrors: (error, request, reply) => {
      answerError(error, request, reply)
    },
    clientErrorHandler: answerBrokenRequest,
  })
  if (options.describe) await describeApi(app, name)
  closePromptly(app)
  app.setValidatorCompiler(TypeBoxValidatorCompiler)
  app.setSerializerCompiler(createSerializers())
  app.setErrorHandler((error, request, reply) => answerError(error, request, reply))
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
  metrics.route({ listener: name, route: 'none' })
  app.addHook('onRoute', ({ url }) => metrics.route({ listener: name, route: url }))
  app.addHook('onResponse', async (request, reply) => {
    const route = request.is404 ? 'none' : (request.routeOptions.url ?? 'none')
    const done = {
      method: request.method,
      route,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    }
    metrics.request({ listener: name, ...done })
    if (done.status === 429) metrics.tooMany('requests')
    request.log[levelOf(reply.statusCode)](done, 'request')
  })
  return app
}
