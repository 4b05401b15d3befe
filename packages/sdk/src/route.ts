import { IdContactError } from './errors/id-contact-error.ts'
import type { Settings } from './settings.ts'

/** A request as every web framework can give it. */
export interface StepRequest {
  /** The `:name` parts of the path. */
  readonly parameters: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** The body as text, at most 32 KiB (threat T9). */
  readonly body: string
  readonly cookie: string | undefined
  readonly origin: string | undefined
  /** The `Sec-Fetch-Site` header, which pages cannot set. */
  readonly fetchSite: string | undefined
}

/** An answer as every web framework can send it. */
export interface StepAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** One address of the plugin, on the listener where it may be reached (threat B10). */
export interface Route {
  readonly listener: 'internal' | 'public'
  readonly method: 'GET' | 'POST'
  /** Below the URL of the communication method; `:name` is one segment. */
  readonly path: string
  readonly handle: (settings: Settings, request: StepRequest) => Promise<StepAnswer>
}

/** A JSON answer that nobody stores. */
export function jsonAnswer(status: number, value: unknown): StepAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
    body: JSON.stringify(value),
  }
}

/** A redirect that leaves nothing behind: 303, not stored, no referrer (threat F1). */
export function redirectAnswer(location: string, setCookie?: string): StepAnswer {
  return {
    status: 303,
    headers: {
      location,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      ...(setCookie && { 'set-cookie': setCookie }),
    },
    body: '',
  }
}

/**
 * The answer to an error: code and the caller's sentence, never the cause. It does not look like a success
 * body, because deployed cores read the body before the status.
 */
export function errorAnswer(settings: Pick<Settings, 'report'>, cause: unknown): StepAnswer {
  settings.report(cause)
  if (cause instanceof IdContactError) {
    return jsonAnswer(cause.status, { error: cause.code, description: cause.message })
  }
  return jsonAnswer(500, { error: 'INTERNAL', description: 'Something went wrong here. Try again later.' })
}
