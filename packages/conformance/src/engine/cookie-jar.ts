interface Cookie {
  readonly name: string
  readonly value: string
  readonly host: string
  readonly path: string
  readonly secure: boolean
}

/** The cookies of one browser. Knows host, path, `Secure`, `Max-Age`, `Expires` and the `__Host-` prefix. */
export interface CookieJar {
  /** The `cookie` header for a URL; undefined when there is none to send. */
  header(url: string): string | undefined
  /** Takes the `set-cookie` headers of an answer from a URL. */
  take(url: string, headers: Headers): void
  readonly pairs: readonly string[]
}

export function createCookieJar(): CookieJar {
  const cookies = new Map<string, Cookie>()
  return {
    header(url) {
      const { hostname, pathname, protocol } = new URL(url)
      const secure = protocol === 'https:' || isLoopback(hostname)
      const sent = [...cookies.values()].filter(
        (cookie) =>
          cookie.host === hostname && pathname.startsWith(cookie.path) && (secure || !cookie.secure),
      )
      return sent.length === 0 ? undefined : sent.map(({ name, value }) => `${name}=${value}`).join('; ')
    },
    take(url, headers) {
      const { hostname } = new URL(url)
      for (const line of headers.getSetCookie()) {
        const { cookie, gone } = readCookie(line, hostname)
        if (cookie === undefined) continue
        const key = `${cookie.host}|${cookie.path}|${cookie.name}`
        if (gone) cookies.delete(key)
        else cookies.set(key, cookie)
      }
    },
    get pairs() {
      return [...cookies.values()].map(({ name, value }) => `${name}=${value}`)
    },
  }
}

function readCookie(line: string, host: string): { cookie: Cookie | undefined; gone: boolean } {
  const [pair = '', ...attributes] = line.split(';').map((part) => part.trim())
  const at = pair.indexOf('=')
  const said = new Map(
    attributes.map((attribute) => {
      const [name = '', value = ''] = attribute.split('=')
      return [name.toLowerCase(), value] as const
    }),
  )
  const secure = said.has('secure')
  const cookie = {
    name: pair.slice(0, at),
    value: pair.slice(at + 1),
    host,
    path: said.get('path') || '/',
    secure,
  }
  const refused = at < 1 || (cookie.name.startsWith('__Host-') && (!secure || cookie.path !== '/'))
  const age = said.get('max-age')
  const gone = age === undefined ? Date.parse(said.get('expires') ?? '') < Date.UTC(2000) : Number(age) <= 0
  return { cookie: refused ? undefined : cookie, gone }
}

/** Browsers count loopback as secure. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname.startsWith('127.') || hostname === '[::1]'
}
