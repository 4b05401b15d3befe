import { isHttpUrl } from './http-url.ts'

/** The pattern of a client URL in the schemas: a web address, or a phone number. */
export const CLIENT_URL_PATTERN = '^(https?://|tel:)'

/** True for a `tel:` URL: a number, and after it pauses and a DTMF code (`tel:+31201234567,,1234567890`). */
export function isTelUrl(text: string): boolean {
  return /^tel:\+?[\dA-Za-z*#,;.()%=-]{1,128}$/.test(text)
}

/** True for what may be a `client_url`: `http:`, `https:` or `tel:`, nothing else (threat B12). */
export function isClientUrl(text: string): boolean {
  return isHttpUrl(text) || isTelUrl(text)
}
