import { applyToStored } from '../session/change-session.ts'
import { hearsOf } from '../session/feedback.ts'
import type { Session } from '../session/session.ts'
import type { Settings } from '../settings.ts'

/**
 * The citizen pressed the Logout button: the conversation ends (an appointment that was made stands), and every authentication plugin that wanted to hear of
 * the session is told, by the outbox (SF-3, SF-7). From when this returns, the logout is not lost any more (O3).
 *
 * @throws {IdContactError} SESSION_UNKNOWN; TRANSITION_REFUSED where there is nothing to log out of (SF-5)
 */
export function logOut(settings: Settings, id: string): Promise<Session> {
  return applyToStored(settings, id, { tag: 'logged_out', at: settings.clock.now() })
}

/** Whether the Logout button is to be shown: as long as there is a session to log out of (SF-3, SF-5). */
export function showsLogout({ feedback }: Session): boolean {
  return hearsOf(feedback)
}
