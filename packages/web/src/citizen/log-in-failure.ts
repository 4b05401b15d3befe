import type { Trouble } from '../ui/remote.ts'

/** What to tell who cannot log in. Each has a title and a text in the words. */
export type LogInFailure = 'unreachable' | 'core' | 'too_often' | 'not_now' | 'trouble'

/** Why logging in does not go, in the terms of somebody who wants to. */
export function logInFailure(trouble: Trouble): LogInFailure {
  if (trouble === 'unreachable') return 'unreachable'
  if (trouble.status === 429) return 'too_often'
  if (trouble.status === 502 || trouble.status === 503 || trouble.status === 504) return 'core'
  return trouble.status >= 500 ? 'trouble' : 'not_now'
}
