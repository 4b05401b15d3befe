import { changeSession } from '../session/change-session.ts'
import type { Session } from '../session/session.ts'
import type { Settings } from '../settings.ts'

/**
 * Notes a meaningful interaction. Of the citizen, the authentication plugin hears of it, at most once a minute (SF-2,
 * SF-6, O2); of either side, it keeps the conversation from ending by idleness. Each channel writes down what is
 * meaningful in it.
 *
 * @throws {IdContactError} SESSION_UNKNOWN
 */
export function noteActivity(settings: Settings, id: string, side: 'citizen' | 'agent'): Promise<Session> {
  return changeSession(settings, id, { tag: 'active', at: settings.clock.now(), side })
}
