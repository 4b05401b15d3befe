import { fillPath, type Outcome } from '@balie/desk-api/client'
import type { KeptText, TextKeeper } from '../../packages/web/src/ui/chat/kept-text.ts'

/** A browser without its looks: a cookie, and calls as the pages make them. */
export interface NodeBrowser {
  cookie: string
  call<T>(
    method: 'GET' | 'POST',
    path: string,
    parameters?: Readonly<Record<string, string>>,
    body?: unknown,
  ): Promise<Outcome<T>>
}

/** Longer than a browser waits for nothing, shorter than a soak. */
const ANSWER_WITHIN = 15_000

/** One that talks to the server at an origin. */
export function createNodeBrowser(origin: string, cookie = ''): NodeBrowser {
  const browser: NodeBrowser = {
    cookie,
    async call<T>(
      method: 'GET' | 'POST',
      path: string,
      parameters = {},
      body?: unknown,
    ): Promise<Outcome<T>> {
      try {
        const answer = await fetch(origin + fillPath(path, parameters), {
          method,
          signal: AbortSignal.timeout(ANSWER_WITHIN),
          headers: {
            accept: 'application/json',
            cookie: browser.cookie,
            ...(method === 'POST' && { origin, 'content-type': 'application/json' }),
          },
          ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }),
        })
        const text = await answer.text()
        const [set] = answer.headers.getSetCookie()
        if (set !== undefined) browser.cookie = set.split(';')[0] ?? ''
        if (answer.ok) return { ok: true, value: JSON.parse(text) as T }
        const problem = JSON.parse(text)
        return { ok: false, problem: typeof problem?.code === 'string' ? problem : 'unreachable' }
      } catch {
        return { ok: false, problem: 'unreachable' }
      }
    },
  }
  return browser
}

/** A page's keeper that keeps as long as the page lives. */
export function memoryKeeper(): TextKeeper {
  let kept: KeptText = { draft: '', outbox: [], after: 0, since: 0 }
  return {
    read: () => kept,
    write(text) {
      kept = text
    },
  }
}
