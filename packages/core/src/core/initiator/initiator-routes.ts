import type { StartRequest } from '@balie/sdk'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { CoreError } from '../../errors/core-error.ts'
import { logProblem } from '../../http/create-server.ts'
import { field } from '../../pages/field.ts'
import { chooseLanguage, type Language } from '../../pages/language.ts'
import { sendPage } from '../../pages/send-page.ts'
import type { CoreContext } from '../core-context.ts'
import { findPurpose } from '../find-method.ts'
import { verifyTelToken } from '../shims/tel-token.ts'
import { startSession } from '../start/start-session.ts'
import { type Choices, choicesFor, purposeChoices } from './choices.ts'
import { type ErrorPlace, errorPage } from './error-page.ts'
import { frameFor } from './frame.ts'
import { methodsPage } from './methods-page.ts'
import { purposesPage } from './purposes-page.ts'
import { telPage } from './tel-page.ts'

/**
 * The initiator's pages: `GET /` to choose a purpose, `GET /?purpose=` to choose the methods, and
 * `POST /initiate`, which starts the session and sends the browser on with 303. They work without script.
 * `GET /tel/{token}` shows the telephone number of a signed continuation.
 */
export function routeInitiator(app: FastifyInstance, core: CoreContext): void {
  const { config } = core
  app.setErrorHandler((error, request, reply) => sendErrorPage(core, request, reply, error, placeOf(request)))

  app.get('/', async (request, reply) => {
    const language = languageOf(request, field(request.query, 'lang'))
    const tag = field(request.query, 'purpose')
    if (tag === undefined) {
      return sendPage(reply, purposesPage(frameFor(config, language), purposeChoices(config, language)))
    }
    const purpose = findPurpose(config, tag)
    const chosen = {
      commMethod: field(request.query, 'comm_method'),
      authMethod: field(request.query, 'auth_method'),
    }
    return sendPage(
      reply,
      methodsPage(frameFor(config, language, tag), choicesFor(config, purpose, language), chosen),
    )
  })

  app.post('/initiate', async (request, reply) => {
    const language = languageOf(request, field(request.body, 'lang'))
    const purpose = findPurpose(config, field(request.body, 'purpose') ?? '')
    const commMethod = field(request.body, 'comm_method')
    const authMethod = field(request.body, 'auth_method')
    const frame = frameFor(config, language, purpose.tag)
    if (commMethod === undefined || authMethod === undefined) {
      const choices = choicesFor(config, purpose, language)
      const missing = missingOf(choices, commMethod, authMethod)
      return sendPage(reply.code(400), methodsPage(frame, choices, { commMethod, authMethod }, missing))
    }
    const start: StartRequest = {
      purpose: purpose.tag,
      commMethod,
      ...(authMethod === '' ? {} : { authMethod }),
    }
    const clientUrl = await startSession(core, start)
    if (clientUrl.startsWith('tel:')) return sendPage(reply, telPage(frame, clientUrl))
    return reply.redirect(clientUrl, 303)
  })

  // With `ui_tel_url = "{server_url}/tel/"` the core itself is the page of its telephone shim.
  app.get<{ Params: { token: string } }>('/tel/:token', async (request, reply) => {
    if (config.tel === undefined) throw new CoreError('NOT_FOUND', 'no telephone page is configured')
    const telUrl = await verifyTelToken(config.tel.signingKey, request.params.token, core.clock)
    const language = languageOf(request, field(request.query, 'lang'))
    return sendPage(reply, telPage(frameFor(config, language), telUrl))
  })
}

/** Answers a browser with an error page, in its language, and logs the error. */
export function sendErrorPage(
  core: CoreContext,
  request: FastifyRequest,
  reply: FastifyReply,
  error: unknown,
  place: ErrorPlace,
): FastifyReply {
  const problem = logProblem(core.logger, request, error)
  const language = languageOf(request, field(request.body, 'lang') ?? field(request.query, 'lang'))
  const tag = field(request.body, 'purpose')
  const frame = frameFor(
    core.config,
    language,
    tag !== undefined && core.config.purposes.has(tag) ? tag : undefined,
  )
  return sendPage(reply.code(problem.status), errorPage(frame, problem, place))
}

function placeOf(request: FastifyRequest): ErrorPlace {
  return request.method === 'POST' ? 'starting' : 'choosing'
}

function missingOf(choices: Choices, commMethod: string | undefined, authMethod: string | undefined) {
  return [
    ...(commMethod === undefined && choices.communication.length > 0 ? (['comm_method'] as const) : []),
    ...(authMethod === undefined ? (['auth_method'] as const) : []),
  ]
}

function languageOf(request: FastifyRequest, asked: string | undefined): Language {
  return chooseLanguage(asked, request.headers['accept-language'])
}
