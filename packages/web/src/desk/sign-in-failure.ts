import type { Trouble } from '../ui/remote.ts'
import type { DeskKey } from './words/desk-key.ts'

/** What to tell who could not sign in. Never which of the two was wrong. */
export function signInFailure(trouble: Trouble): DeskKey {
  if (trouble === 'unreachable') return 'signIn.unreachable'
  if (trouble.status === 429) return 'signIn.tooMany'
  // The part that signs in names its own codes, and not always a status.
  if (trouble.status === 401 || trouble.code.startsWith('INVALID_EMAIL')) return 'signIn.wrong'
  return 'signIn.trouble'
}
