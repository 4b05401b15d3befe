import { fillPath } from '../paths.ts'
import type { Problem } from '../problem.ts'

/** What a call to the server came to. `unreachable`: no answer, or not one of ours. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem | 'unreachable' }

/**
 * Calls one address of Balie's API, with this browser's cookies. Never throws.
 *
 * @param path one of `paths`
 * @param parameters the values of its `:names`
 */
export async function call<T>(
  method: 'GET' | 'POST',
  path: string,
  parameters: Readonly<Record<string, string>> = {},
  body?: unknown,
): Promise<Outcome<T>> {
  try {
    const answer = await fetch(fillPath(path, parameters), {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(method === 'POST' && { 'content-type': 'application/json' }),
      },
      ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }),
    })
    if (answer.ok) return { ok: true, value: (await answer.json()) as T }
    const problem = await answer.json()
    return { ok: false, problem: typeof problem?.code === 'string' ? problem : 'unreachable' }
  } catch {
    return { ok: false, problem: 'unreachable' }
  }
}
