import type { Secret } from '@balie/sdk'

/** How a mail server is reached, as nodemailer wants it. */
export interface MailServer {
  readonly host: string
  readonly port: number
  /** TLS from the first byte. Without it, TLS is begun as soon as the server offers it. */
  readonly secure: boolean
  /** No TLS, no mail. */
  readonly requireTLS: boolean
  readonly auth?: { readonly user: string; readonly pass: string }
}

/**
 * The mail server of an address like `smtp://user:password@host:587` or `smtps://host`. A password never goes
 * over the network in the clear: with one, TLS is demanded of every server that is not on this machine.
 *
 * @returns undefined when it is no such address; a query or path makes it none, so that no option slips in
 */
export function mailServer(url: Secret<string>): MailServer | undefined {
  const parsed = URL.parse(url.reveal())
  if (parsed === null || !/^smtps?:$/.test(parsed.protocol) || parsed.hostname === '') return undefined
  if (!['', '/'].includes(parsed.pathname) || parsed.search !== '' || parsed.hash !== '') return undefined
  const secure = parsed.protocol === 'smtps:'
  const user = decoded(parsed.username)
  const pass = decoded(parsed.password)
  if (user === undefined || pass === undefined) return undefined
  const host = parsed.hostname.replace(/^\[(.*)\]$/, '$1')
  return {
    host,
    port: parsed.port === '' ? (secure ? 465 : 587) : Number(parsed.port),
    secure,
    requireTLS: !secure && user !== '' && !isThisMachine(host),
    ...(user !== '' && { auth: { user, pass } }),
  }
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
