import { applyToStored } from '../session/change-session.ts'
import type { Session } from '../session/session.ts'
import type { Settings } from '../settings.ts'

/**
 * The citizen takes back what was shared: the key of the attributes is destroyed, and nobody sees them any more. The
 * conversation goes on.
 *
 * @throws {IdContactError} SESSION_UNKNOWN; TRANSITION_REFUSED after the end
 */
export function withdrawAttributes(settings: Settings, id: string): Promise<Session> {
  return applyToStored(settings, id, { tag: 'withdrawn', at: settings.clock.now() })
}
