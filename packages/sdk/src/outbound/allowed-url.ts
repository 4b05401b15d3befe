import { IdContactError } from '../errors/id-contact-error.ts'
import { isOfOrigin } from './is-of-origin.ts'

/**
 * The URL, if a call may go there: http or https, without user information, of one of these origins (O1).
 *
 * @throws {IdContactError} ORIGIN_NOT_ALLOWED
 */
export function allowedUrl(text: string, origins: readonly string[]): URL {
  if (!URL.canParse(text)) throw new IdContactError('ORIGIN_NOT_ALLOWED', 'not a URL')
  const url = new URL(text)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new IdContactError('ORIGIN_NOT_ALLOWED', `a URL of the scheme ${url.protocol}`)
  }
  if (url.username !== '' || url.password !== '') {
    throw new IdContactError('ORIGIN_NOT_ALLOWED', `user information in a URL of ${url.origin}`)
  }
  if (!isOfOrigin(url, origins))
    throw new IdContactError('ORIGIN_NOT_ALLOWED', `${url.origin} is not among those listed`)
  return url
}
