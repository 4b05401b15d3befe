import type { Clock } from '@balie/sdk'
import type { FastifyInstance } from 'fastify'
import type { CoreConfig } from '../config/core-config.ts'
import { CoreError } from '../errors/core-error.ts'
import { answerProblem, createServer, logProblem } from '../http/create-server.ts'
import { listen, type Running } from '../http/listen.ts'
import { type Logger, silentLogger } from '../http/logger.ts'
import { COMPONENT_TIMEOUT_MS } from '../http/post-to-component.ts'
import { serveAssets } from '../pages/serve-assets.ts'
import type { CoreContext } from './core-context.ts'
import { routeInitiator, sendErrorPage } from './initiator/initiator-routes.ts'
import { routeSessionOptions } from './session-options.ts'
import { passThroughShim } from './shims/auth-attr-shim.ts'
import { routeStart } from './start/start-route.ts'

/** What the core is given beside its configuration. */
export interface CoreOptions {
  readonly clock: Clock
  /** How plugins are called; the platform's `fetch` when absent. */
  readonly fetch?: typeof fetch
  /** Nothing is logged when absent. */
  readonly logger?: Logger
  /** Milliseconds for a plugin's answer; 5000 when absent. */
  readonly pluginTimeoutMs?: number
}

/**
 * The ID Contact core as a server that does not listen yet (CO-1 to CO-3): session options, the four starts,
 * the shims, and the initiator's pages.
 */
export function createCore(config: CoreConfig, options: CoreOptions): FastifyInstance {
  const core: CoreContext = {
    config,
    clock: options.clock,
    outbound: { fetch: options.fetch ?? fetch, timeoutMs: options.pluginTimeoutMs ?? COMPONENT_TIMEOUT_MS },
    logger: options.logger ?? silentLogger,
  }
  const app = createServer({ logger: core.logger })
  routeSessionOptions(app, config)
  routeStart(app, core)
  serveAssets(app)
  app.register(async (pages) => routeInitiator(pages, core))
  app.register(async (pages) => routeShim(pages, core))
  app.setNotFoundHandler((request, reply) => {
    const error = new CoreError('NOT_FOUND', 'no route')
    if (request.headers.accept?.includes('text/html') === true) {
      return sendErrorPage(core, request, reply, error, 'choosing')
    }
    return answerProblem(reply, logProblem(core.logger, request, error))
  })
  return app
}

/**
 * Starts the core at the address and port of its configuration.
 *
 * @throws ADDRESS_IN_USE
 */
export async function startCore(config: CoreConfig, options: CoreOptions): Promise<Running> {
  return listen(createCore(config, options), config)
}

function routeShim(app: FastifyInstance, core: CoreContext): void {
  app.setErrorHandler((error, request, reply) => sendErrorPage(core, request, reply, error, 'shim'))
  app.get<{ Params: { state: string } }>(
    '/auth_attr_shim/:state',
    { exposeHeadRoute: false },
    async (request, reply) =>
      reply.redirect(await passThroughShim(core, request.params.state, request.query), 303),
  )
}
