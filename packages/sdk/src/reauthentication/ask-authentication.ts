import { changeSession } from '../session/change-session.ts'
import type { Session } from '../session/session.ts'
import type { Settings } from '../settings.ts'

/**
 * Asks the citizen to authenticate, on instruction of an agent (UN-3). The citizen does so by `startAuthentication`, or
 * leaves it.
 *
 * @throws {IdContactError} SESSION_UNKNOWN; TRANSITION_REFUSED after the end
 */
export function askAuthentication(settings: Settings, id: string): Promise<Session> {
  return changeSession(settings, id, {
    tag: 'authentication_asked',
    at: settings.clock.now(),
    reason: 'agent',
  })
}
