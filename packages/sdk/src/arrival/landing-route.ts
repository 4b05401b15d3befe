import { type Route, redirectAnswer } from '../route.ts'
import { landBrowser } from './browser-cookie.ts'
import { carriedResult } from './carried-result.ts'
import { land } from './land.ts'

/** `GET {method}/c/{secret}`, by a browser: the client URL. */
export const landingRoute: Route = Object.freeze<Route>({
  listener: 'public',
  method: 'GET',
  path: '/c/:secret',
  async handle(settings, { parameters, query, cookie }) {
    const browser = landBrowser(settings.externalUrl, cookie, settings.random, settings.browserLifetime)
    const page = await land(settings, {
      clientSecret: parameters['secret'] ?? '',
      browser: browser.hash,
      result: carriedResult(settings, query),
    })
    return redirectAnswer(page, browser.setCookie)
  },
})
