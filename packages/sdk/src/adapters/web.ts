import { IdContactError } from '../errors/id-contact-error.ts'
import { ROUTES } from '../flow.ts'
import { LIMITS } from '../protocol/limits.ts'
import { errorAnswer, type Route, type StepAnswer, type StepRequest } from '../route.ts'
import type { Settings } from '../settings.ts'

/** Answers a request, or gives undefined for an address that is not the plugin's. */
export type WebHandler = (request: Request) => Promise<Response | undefined>

/**
 * The addresses of one listener as a handler of web-standard requests, for any framework that has them.
 * Mount `internal` where only components can reach it (threat B10).
 *
 * @param listener which addresses: those for components, or those for browsers
 */
export function createWebHandler(settings: Settings, listener: Route['listener']): WebHandler {
  const prefix = new URL(
    listener === 'internal' ? settings.internalUrl : settings.externalUrl,
  ).pathname.replace(/\/$/, '')
  const mounted = ROUTES.filter((route) => route.listener === listener).map((route) => ({
    route,
    pattern: new URLPattern({ pathname: `${prefix}${route.path}` }),
  }))
  return async (request) => {
    for (const { route, pattern } of mounted) {
      const match =
        request.method === route.method && pattern.exec({ pathname: new URL(request.url).pathname })
      if (match) return respond(await run(settings, route, request, match.pathname.groups))
    }
    return undefined
  }
}

async function run(
  settings: Settings,
  route: Route,
  request: Request,
  parameters: Readonly<Record<string, string | undefined>>,
): Promise<StepAnswer> {
  try {
    return await route.handle(settings, {
      parameters: parameters as StepRequest['parameters'],
      query: new URL(request.url).searchParams,
      body: await readBody(request),
      cookie: request.headers.get('cookie') ?? undefined,
      origin: request.headers.get('origin') ?? undefined,
      fetchSite: request.headers.get('sec-fetch-site') ?? undefined,
    })
  } catch (cause) {
    return errorAnswer(settings, cause)
  }
}

async function readBody(request: Request): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request.body ?? []) {
    length += chunk.length
    if (length > LIMITS.bodyBytes) throw new IdContactError('BODY_TOO_LARGE', 'a body of more than 32 KiB')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function respond({ status, headers, body }: StepAnswer): Response {
  return new Response(body === '' ? null : body, { status, headers })
}
