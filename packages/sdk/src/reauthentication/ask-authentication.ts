import { applyToStored } from '../session/change-session.ts'
import type { Asked, Session } from '../session/session.ts'
import type { Settings } from '../settings.ts'

/**
 * Asks the citizen to authenticate: on instruction of an agent (UN-3), or on the plugin's own initiative (UN-2). The
 * citizen does so by `startAuthentication`, or leaves it.
 *
 * @param reason what the citizen is told
 * @throws {IdContactError} SESSION_UNKNOWN; TRANSITION_REFUSED after the end
 */
export function askAuthentication(
  settings: Settings,
  id: string,
  reason: Asked['reason'] = 'agent',
): Promise<Session> {
  return applyToStored(settings, id, { tag: 'authentication_asked', at: settings.clock.now(), reason })
}
