import { IdContactError } from '@balie/sdk'
import { BalieError } from '../errors/balie-error.ts'
import { problemFor } from '../errors/problem.ts'
import type { FastifyReply, FastifyRequest } from './listener.ts'

/**
 * Answers an error as `application/problem+json` and tells the operator about it: as an error when it is our
 * own fault, as a warning while the database is away, quietly when the caller is to blame.
 */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemFor(error)
  const about = { code: problem.code, method: request.method, route: request.routeOptions.url ?? 'none' }
  if (problem.status >= 500) {
    const level = problem.code === 'DATABASE_UNAVAILABLE' ? 'warn' : 'error'
    request.log[level]({ ...about, err: error }, 'request failed')
  } else {
    const own = error instanceof BalieError || error instanceof IdContactError
    request.log[levelOf(problem.status)](
      { ...about, ...(own && { detail: error.detail }) },
      'request refused',
    )
  }
  if (problem.status === 503) reply.header('retry-after', '5')
  return reply
    .code(problem.status)
    .header('cache-control', 'no-store')
    .header('x-request-id', request.id)
    .type('application/problem+json')
    .send(JSON.stringify(problem))
}

/** At which level a request is told of that was answered so: a flood must not be one in the log (R4), metrics count it. */
export function levelOf(status: number): 'debug' | 'info' {
  return status === 429 ? 'debug' : 'info'
}
