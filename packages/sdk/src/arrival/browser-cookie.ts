import { type Random, randomText } from '../random.ts'
import { hashSecret } from '../url-secret.ts'

const DAY = 24 * 60 * 60_000

/** A browser, known by its cookie. */
export interface Browser {
  /** SHA-256 of the cookie: what is stored and compared. */
  readonly hash: string
  /** The `Set-Cookie` header to answer with: a new cookie, or the one it has, from now on again. */
  readonly setCookie: string
}

/**
 * The name of the one cookie of a browser. With https it is bound to the host and to secure connections by
 * its prefix; plain http is for loopback and tests (threat F2).
 */
export function browserCookieName(externalUrl: string): string {
  return externalUrl.startsWith('https:') ? '__Host-balie' : 'balie'
}

/** The browser of a request without making one. Undefined when it has no cookie of ours. */
export function readBrowser(externalUrl: string, cookieHeader: string | undefined): string | undefined {
  const value = readCookie(externalUrl, cookieHeader)
  return value === undefined ? undefined : hashSecret(value)
}

/**
 * The browser of a landing, with a new cookie where it has none. `SameSite=Lax`, because the citizen comes
 * from the authentication plugin's site; `HttpOnly`; for a day from now, so that a browser which the telephone
 * closed meanwhile still comes back to its conversation, or for another `lifetime`, milliseconds.
 */
export function landBrowser(
  externalUrl: string,
  cookieHeader: string | undefined,
  random: Random,
  lifetime: number = DAY,
): Browser {
  const value = readCookie(externalUrl, cookieHeader) ?? randomText(random, 32)
  const secure = externalUrl.startsWith('https:') ? '; Secure' : ''
  const age = Math.ceil(lifetime / 1000)
  const setCookie = `${browserCookieName(externalUrl)}=${value}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${secure}`
  return { hash: hashSecret(value), setCookie }
}

function readCookie(externalUrl: string, cookieHeader: string | undefined): string | undefined {
  const name = browserCookieName(externalUrl)
  for (const pair of cookieHeader?.split(';') ?? []) {
    const at = pair.indexOf('=')
    const value = pair.slice(at + 1).trim()
    if (at > 0 && pair.slice(0, at).trim() === name && /^[\w-]{43}$/.test(value)) return value
  }
  return undefined
}
