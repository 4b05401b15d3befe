import { createPrivateKey } from 'node:crypto'
import { CompactSign } from 'jose'
import type { Fault } from './faults.ts'

/** Where the core is, and what the plugin signs with there. */
export interface CoreOptions {
  readonly url: string
  /** PEM: the private key for start requests, and the name by which the core knows it. */
  readonly startKey: string
  readonly startKeyId: string
  /** Origins of authentication plugins that a browser may be sent to. */
  readonly authenticationOrigins: readonly string[]
}

/** Asks the core for an authentication during communication. */
export class CoreClient {
  readonly #options: CoreOptions
  readonly #has: (fault: Fault) => boolean

  constructor(options: CoreOptions, has: (fault: Fault) => boolean) {
    this.#options = options
    this.#has = has
  }

  /** @returns the tags and names of the methods; none when the core does not tell */
  async methods(purpose: string): Promise<readonly { tag: string; name: string }[]> {
    const url = `${this.#options.url}/session_options/${encodeURIComponent(purpose)}`
    const options = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(5000) })
      .then((answer) => readAnswer(answer))
      .catch(() => undefined)
    const methods = options?.['auth_methods']
    return Array.isArray(methods)
      ? methods.map(({ tag, name }) => ({ tag: String(tag), name: String(name) }))
      : []
  }

  /** @returns where to send the browser; undefined when the core gives nothing that may be followed */
  async start(request: Readonly<Record<string, unknown>>): Promise<string | undefined> {
    const now = Math.floor(Date.now() / 1000)
    const claims = { iat: now - 10, exp: now + 290, request }
    const key = createPrivateKey(this.#options.startKey)
    const alg = key.asymmetricKeyType === 'rsa' ? 'RS256' : 'ES256'
    const jws = await new CompactSign(Buffer.from(JSON.stringify(claims)))
      .setProtectedHeader({ typ: 'JWT', alg, kid: this.#options.startKeyId })
      .sign(key)
    const body = this.#has('start_request_unsigned') ? jws.slice(0, jws.lastIndexOf('.') + 1) : jws
    const answer = await fetch(`${this.#options.url}/start`, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(5000),
      headers: {
        'content-type': 'application/jwt',
        accept: this.#has('wrong_accept_header') ? 'application/json, */*' : 'application/json',
      },
      body,
    })
      .then((came) => readAnswer(came))
      .catch(() => undefined)
    const url = answer?.['client_url']
    if (typeof url !== 'string') return undefined
    return this.#has('core_answer_not_checked') || this.#isKnown(url) ? url : undefined
  }

  #isKnown(url: string): boolean {
    if (url.length > 8192 || !/^https?:\/\/[^\s\\@]+$/.test(url) || !URL.canParse(url)) return false
    return this.#options.authenticationOrigins.includes(new URL(url).origin)
  }
}

async function readAnswer(answer: Response): Promise<Record<string, unknown> | undefined> {
  return answer.ok ? ((await answer.json()) as Record<string, unknown>) : undefined
}
