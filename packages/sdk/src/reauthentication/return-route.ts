import { landBrowser } from '../arrival/browser-cookie.ts'
import { carriedResult } from '../arrival/carried-result.ts'
import { type Route, redirectAnswer } from '../route.ts'
import { returnFromAuthentication } from './return-from-authentication.ts'

/** `GET {method}/r/{secret}`, by the browser that comes back from authenticating. */
export const returnRoute: Route = Object.freeze<Route>({
  listener: 'public',
  method: 'GET',
  path: '/r/:secret',
  async handle(settings, { parameters, query, cookie }) {
    const browser = landBrowser(settings.externalUrl, cookie, settings.random, settings.browserLifetime)
    const page = await returnFromAuthentication(settings, {
      secret: parameters['secret'] ?? '',
      browser: browser.hash,
      result: carriedResult(settings, query),
    })
    return redirectAnswer(page, browser.setCookie)
  },
})
