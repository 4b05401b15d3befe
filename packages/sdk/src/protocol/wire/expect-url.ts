import type { ErrorCode } from '../../errors/catalogue.ts'
import { IdContactError } from '../../errors/id-contact-error.ts'
import { isClientUrl } from './client-url.ts'
import { isHttpUrl } from './http-url.ts'

/**
 * Returns `url` when it is an address of the wanted kind: `http` for http(s) only, `client` for http(s) or
 * `tel:`.
 *
 * @throws {IdContactError} the given code. The detail names the member, not its value.
 */
export function expectUrl(url: string, kind: 'http' | 'client', member: string, code: ErrorCode): string {
  if (kind === 'http' ? isHttpUrl(url) : isClientUrl(url)) return url
  throw new IdContactError(
    code,
    `${member} is not ${kind === 'http' ? 'an http(s) URL' : 'an http(s) or tel: URL'}`,
  )
}
