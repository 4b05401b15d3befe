import { type Clock, createClientUrlAnswer, parseStartAuthenticationRequest, type Random } from '@balie/sdk'
import type { FastifyInstance } from 'fastify'
import type { AuthTestConfig } from '../config/auth-test-config.ts'
import { CoreError } from '../errors/core-error.ts'
import { answerProblem, createServer, logProblem } from '../http/create-server.ts'
import { listen, type Running } from '../http/listen.ts'
import { type Logger, silentLogger } from '../http/logger.ts'
import { COMPONENT_TIMEOUT_MS } from '../http/post-to-component.ts'
import { serveAssets } from '../pages/serve-assets.ts'
import type { AuthTestContext } from './auth-test-context.ts'
import { Authentications } from './authentications.ts'
import { Deliveries } from './deliveries.ts'
import { routePages, sendProblem } from './page-routes.ts'
import { Sessions } from './sessions.ts'
import { routeSessionUpdates } from './sessions-routes.ts'

/** What the test plugin is given beside its configuration. */
export interface AuthTestOptions {
  readonly clock: Clock
  readonly random: Random
  /** How results are POSTed; the platform's `fetch` when absent. */
  readonly fetch?: typeof fetch
  /** Nothing is logged when absent. */
  readonly logger?: Logger
  /** Milliseconds for the answer to a result; 5000 when absent. */
  readonly deliveryTimeoutMs?: number
}

/**
 * The test authentication plugin as a server that does not listen yet (AU-1, AU-2): anybody who opens its page
 * decides who they are. It goes where it is told, so it belongs on machines for testing only.
 */
export function createAuthTest(config: AuthTestConfig, options: AuthTestOptions): FastifyInstance {
  const { clock, random } = options
  const context: AuthTestContext = {
    config,
    clock,
    outbound: { fetch: options.fetch ?? fetch, timeoutMs: options.deliveryTimeoutMs ?? COMPONENT_TIMEOUT_MS },
    logger: options.logger ?? silentLogger,
    authentications: new Authentications(clock, random),
    sessions: new Sessions(clock, random),
    deliveries: new Deliveries(clock, random),
  }
  const app = createServer({ logger: context.logger })
  app.post('/start_authentication', async (request) => {
    const { handle } = context.authentications.start(parseStartAuthenticationRequest(request.body))
    return createClientUrlAnswer({ clientUrl: `${config.serverUrl}/authenticate/${handle}` })
  })
  serveAssets(app)
  app.register(async (updates) => routeSessionUpdates(updates, context))
  app.register(async (pages) => routePages(pages, context))
  app.setNotFoundHandler((request, reply) => {
    const error = new CoreError('NOT_FOUND', 'no route')
    if (request.headers.accept?.includes('text/html') === true)
      return sendProblem(context, request, reply, error)
    return answerProblem(reply, logProblem(context.logger, request, error))
  })
  return app
}

/**
 * Starts the test plugin at the address and port of its configuration.
 *
 * @throws ADDRESS_IN_USE
 */
export async function startAuthTest(config: AuthTestConfig, options: AuthTestOptions): Promise<Running> {
  return listen(createAuthTest(config, options), config)
}
