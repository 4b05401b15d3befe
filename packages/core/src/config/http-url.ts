import { CoreError } from '../errors/core-error.ts'

/**
 * A base URL of the configuration, without its trailing slash, so that paths can be put behind it.
 *
 * @param key the key's dotted name, for the error.
 * @throws CONFIG_INVALID when it is not an http(s) URL, or has a user name, a query or a fragment.
 */
export function httpUrl(value: string, key: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined
  const usable =
    url !== undefined &&
    (url.protocol === 'http:' || url.protocol === 'https:') &&
    `${url.username}${url.password}${url.search}${url.hash}` === ''
  if (!usable) throw new CoreError('CONFIG_INVALID', `The key ${key} is not a plain http or https URL.`)
  return value.replace(/\/+$/, '')
}
