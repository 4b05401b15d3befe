import { LIMITS } from '../limits.ts'

/** The pattern of a web address in the schemas: what OpenAPI shows. `isHttpUrl` is the check itself. */
export const HTTP_URL_PATTERN = '^https?://'

/**
 * True for an absolute `http:` or `https:` URL that reads the same to every parser: no white space, control
 * characters or backslashes, and no user name or password in it.
 */
export function isHttpUrl(text: string): boolean {
  if (text.length > LIMITS.urlCharacters || !/^https?:\/\/[^\s\\]+$/.test(text)) return false
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(text) || !URL.canParse(text)) return false
  const url = new URL(text)
  return url.username === '' && url.password === ''
}
