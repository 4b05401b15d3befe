import { Secret } from '@balie/sdk'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { CoreError } from '../errors/core-error.ts'
import { logProblem } from '../http/create-server.ts'
import { field } from '../pages/field.ts'
import { chooseLanguage } from '../pages/language.ts'
import { sendPage } from '../pages/send-page.ts'
import type { AuthTestContext } from './auth-test-context.ts'
import { authenticatePage } from './authenticate-page.ts'
import type { Authentication } from './authentications.ts'
import { type Decision, finishAuthentication } from './finish-authentication.ts'
import { type Frame, frameFor } from './frame.ts'
import { problemPage, type WaysOut } from './problem-page.ts'
import { routeSessionsPage } from './sessions-routes.ts'

/** The pages of the test plugin: `/authenticate/{handle}`, where the tester decides, and `/sessions` (AU-1). */
export function routePages(app: FastifyInstance, context: AuthTestContext): void {
  app.setErrorHandler((error, request, reply) => sendProblem(context, request, reply, error))
  routeSessionsPage(app, context)

  app.get<{ Params: { handle: string } }>('/authenticate/:handle', async (request, reply) => {
    const authentication = context.authentications.find(request.params.handle)
    return sendPage(
      reply,
      authenticatePage(frameOf(context, request), authentication, context.config.attributes),
    )
  })

  app.post<{ Params: { handle: string } }>('/authenticate/:handle', async (request, reply) => {
    const authentication = context.authentications.find(request.params.handle)
    try {
      const url = await finishAuthentication(
        context,
        authentication,
        decisionOf(authentication, request.body),
      )
      return reply.redirect(url, 303)
    } catch (error) {
      const { base, language } = frameOf(context, request)
      const again = `${base}/authenticate/${authentication.handle}?lang=${language}`
      return sendProblem(context, request, reply, error, { again, onwards: authentication.continuation })
    }
  })
}

/** Answers a browser with an error page, in its language, and logs the error. */
export function sendProblem(
  context: AuthTestContext,
  request: FastifyRequest,
  reply: FastifyReply,
  error: unknown,
  ways: WaysOut = {},
): FastifyReply {
  const problem = logProblem(context.logger, request, error)
  return sendPage(reply.code(problem.status), problemPage(frameOf(context, request), problem, ways))
}

function frameOf(context: AuthTestContext, request: FastifyRequest): Frame {
  const asked = field(request.body, 'lang') ?? field(request.query, 'lang')
  return frameFor(context.config, chooseLanguage(asked, request.headers['accept-language']))
}

function decisionOf(authentication: Authentication, form: unknown): Decision {
  const later = field(form, 'when') === 'later'
  switch (field(form, 'action')) {
    case 'cancel':
      return 'cancel'
    case 'fail':
      return { outcome: { status: 'failed' }, later }
    case 'succeed':
      return { outcome: { status: 'succes', attributes: valuesOf(authentication, form) }, later }
    default:
      throw new CoreError('BODY_INVALID', 'the form has no known action')
  }
}

function valuesOf(authentication: Authentication, form: unknown): Secret<Readonly<Record<string, string>>> {
  const filled = authentication.attributes
    .map((attribute, index) => [attribute, field(form, `value-${index}`) ?? ''] as const)
    .filter(([, value]) => value !== '')
  return new Secret('attributes', Object.fromEntries(filled))
}
