import type { Fault } from './faults.ts'

const MINUTE = 60_000

/** Tells authentication plugins that the citizen is active, or has logged out: by the server, never by the page. */
export class SessionFeedback {
  readonly #origins: readonly string[]
  readonly #has: (fault: Fault) => boolean
  readonly #stop = new AbortController()
  readonly #open: string[] = []
  #told = 0
  #trailing: NodeJS.Timeout | undefined
  #over = false

  /** @param origins those of session URLs that may be called */
  constructor(origins: readonly string[], has: (fault: Fault) => boolean) {
    this.#origins = origins
    this.#has = has
  }

  /** True while there is something to log out of. */
  get isOpen(): boolean {
    return this.#open.length > 0 && !this.#over
  }

  /** The session URL that activity is told to. */
  get newest(): string | undefined {
    return this.#open.at(-1)
  }

  open(sessionUrl: string | undefined): void {
    if (sessionUrl === undefined || this.#open.includes(sessionUrl)) return
    const listed = this.#origins.includes(new URL(sessionUrl).origin)
    if (!listed && !this.#has('session_url_of_any_origin')) return
    this.#open.push(sessionUrl)
    this.#told = 0
  }

  /** The citizen did something that matters: told at once, and at most once a minute. */
  active(): void {
    const url = this.newest
    if (!url || this.#has('no_feedback') || this.#has('feedback_by_browser')) return
    if (this.#over && !this.#has('activity_after_logout')) return
    const wait = this.#told + MINUTE - Date.now()
    if (wait <= 0 || this.#has('activity_not_coalesced') || this.#over) {
      this.#told = Date.now()
      void this.#post(url, 'user_active')
    } else {
      this.#trailing ??= setTimeout(() => {
        this.#trailing = undefined
        this.active()
      }, wait).unref()
    }
  }

  logout(): void {
    if (this.#over) return
    this.#over = true
    clearTimeout(this.#trailing)
    if (this.#has('logout_not_sent') || this.#has('feedback_by_browser')) return
    for (const url of this.#open) void this.#logout(url)
  }

  close(): void {
    clearTimeout(this.#trailing)
    this.#stop.abort()
  }

  async #logout(url: string): Promise<void> {
    for (let pause = 100; pause < 60_000; pause *= 2) {
      const status = await this.#post(url, 'logout')
      if ((status >= 200 && status < 300) || status === 404 || status === 410) return
      if (this.#has('logout_not_retried') || this.#stop.signal.aborted) return
      await new Promise((resolve) => setTimeout(resolve, pause).unref())
    }
  }

  /** @returns the status, or 0 when nothing came */
  async #post(sessionUrl: string, type: string): Promise<number> {
    const url = this.#has('session_url_cut') ? sessionUrl.split('?')[0] : sessionUrl
    const answer = await fetch(`${url}${url?.includes('?') ? '&' : '?'}type=${type}`, {
      method: 'POST',
      redirect: this.#has('redirects_followed') ? 'follow' : 'manual',
      signal: AbortSignal.any([this.#stop.signal, AbortSignal.timeout(5000)]),
    }).catch(() => undefined)
    await answer?.body?.cancel()
    return answer?.status ?? 0
  }
}
