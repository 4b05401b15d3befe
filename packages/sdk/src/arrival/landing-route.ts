import { IdContactError } from '../errors/id-contact-error.ts'
import { takeResult } from '../protocol/landing/take-result.ts'
import { type Route, redirectAnswer } from '../route.ts'
import type { Settings } from '../settings.ts'
import { landBrowser } from './browser-cookie.ts'
import { land } from './land.ts'

/** `GET {method}/c/{secret}`, by a browser: the client URL. */
export const landingRoute: Route = Object.freeze<Route>({
  listener: 'public',
  method: 'GET',
  path: '/c/:secret',
  async handle(settings, { parameters, query, cookie }) {
    const browser = landBrowser(settings.externalUrl, cookie, settings.random)
    const page = await land(settings, {
      clientSecret: parameters['secret'] ?? '',
      browser: browser.hash,
      result: carriedResult(settings, query),
    })
    return redirectAnswer(page, browser.setCookie)
  },
})

function carriedResult(settings: Settings, query: URLSearchParams): string | undefined {
  try {
    return takeResult(query)
  } catch (cause) {
    if (!(cause instanceof IdContactError)) throw cause
    settings.report(cause)
    return undefined
  }
}
