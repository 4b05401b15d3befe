import { IdContactError } from '../errors/id-contact-error.ts'
import { type Route, redirectAnswer } from '../route.ts'
import { begin } from './begin.ts'
import { readBrowser } from './browser-cookie.ts'

/** `POST {method}/s/{id}/begin`, by the button of the page, which it then shows again. */
export const beginRoute: Route = Object.freeze<Route>({
  listener: 'public',
  method: 'POST',
  path: '/s/:id/begin',
  async handle(settings, { parameters, cookie, origin, fetchSite }) {
    if (isForeign(origin, fetchSite, new URL(settings.externalUrl).origin)) {
      throw new IdContactError('FOREIGN_ORIGIN', 'begin from a page of another origin')
    }
    const browser = readBrowser(settings.externalUrl, cookie)
    if (!browser) throw new IdContactError('NOT_LANDED', 'begin without the cookie of a landing')
    return redirectAnswer(settings.channel.pageUrl(await begin(settings, parameters['id'] ?? '', browser)))
  },
})

/** A form on a page without a referrer has the origin `null`; then the browser's own word counts. */
function isForeign(origin: string | undefined, fetchSite: string | undefined, own: string): boolean {
  if (origin === 'null') return fetchSite !== 'same-origin'
  return origin !== undefined && origin !== own
}
