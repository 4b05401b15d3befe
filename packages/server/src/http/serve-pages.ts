import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import fastifyStatic from '@fastify/static'
import { BalieError } from '../errors/balie-error.ts'
import { answerError } from './answer-error.ts'
import type { FastifyReply, FastifyRequest, Listener } from './listener.ts'
import { plainPage } from './plain-page.ts'

export interface PagesOptions {
  readonly displayName: string
  /** Where the built pages are. Those of @balie/web when absent. */
  readonly directory?: string
}

/**
 * The pages: `/desk` for agents, `/chat/s/:handle` and `/appointment/s/:handle` for citizens, their files under `/assets/` (kept by
 * browsers for good: their names change with their content), a plain page at `/` and for what is not there.
 */
export async function servePages(app: Listener, options: PagesOptions): Promise<void> {
  const directory = options.directory ?? builtPages()
  const page = (file: string) => sendPage(join(directory, file))
  app.get('/desk', { schema: { hide: true } }, page('desk.html'))
  app.get('/desk/*', { schema: { hide: true } }, page('desk.html'))
  app.get('/chat/s/:handle', { schema: { hide: true } }, page('citizen.html'))
  app.get('/appointment/s/:handle', { schema: { hide: true } }, page('citizen.html'))
  app.get('/', { schema: { hide: true } }, async (_request, reply) =>
    html(reply, plainPage(options.displayName, 'start')),
  )
  const limits = app.hasDecorator('rateLimit') ? [app.rateLimit()] : []
  app.setNotFoundHandler({ preHandler: limits }, (request, reply) =>
    notFound(options.displayName, request, reply),
  )
  if (!existsSync(join(directory, 'assets'))) {
    app.log.warn('the pages are not built; run npm run build')
    return
  }
  await app.register(fastifyStatic, {
    root: join(directory, 'assets'),
    prefix: '/assets/',
    index: false,
    decorateReply: false,
    preCompressed: true,
    immutable: true,
    maxAge: '365d',
  })
  await app.register(fastifyStatic, {
    root: directory,
    prefix: '/',
    wildcard: false,
    globIgnore: ['assets/**', '**/*.html', '**/*.map', 'types/**', '**/.*'],
    index: false,
    decorateReply: false,
    maxAge: '1h',
  })
}

function builtPages(): string {
  return join(dirname(createRequire(import.meta.url).resolve('@balie/web/package.json')), 'dist')
}

function sendPage(file: string) {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : undefined
  return async (_request: FastifyRequest, reply: FastifyReply) => {
    if (text === undefined) throw new BalieError('INTERNAL', 'the pages are not built; run npm run build')
    return html(reply, text)
  }
}

function notFound(displayName: string, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const person = request.method === 'GET' && request.headers.accept?.includes('text/html')
  if (person) return html(reply.code(404), plainPage(displayName, 'nothing'))
  return answerError(new BalieError('NOT_FOUND', 'no route on the public listener'), request, reply)
}

function html(reply: FastifyReply, text: string): FastifyReply {
  return reply.header('cache-control', 'no-store').type('text/html; charset=utf-8').send(text)
}
