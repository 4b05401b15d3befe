import type { Transitions } from './applied.ts'
import { type Applied, announce, changed, isEnded, refused, unchanged } from './applied.ts'
import { ended } from './ended.ts'
import { activityDue, type Feedback, hearsOf, type OwedLogout, owedLogout } from './feedback.ts'
import { leftAlone } from './released.ts'
import type { Session } from './session.ts'

/** Most session URLs of one session: a result beyond them is taken, its session URL is not. */
export const SESSION_URLS = 16

/** What the authentication plugins are told: activity, coalesced, and the logout, to the end (SF-1 to SF-7). */
export const feedbackTransitions = {
  session_url_received(session, { at }) {
    const { feedback } = session
    if (isEnded(session) || feedback.state === 'logging_out' || feedback.state === 'logged_out') {
      return unchanged(session)
    }
    const before = feedback.state === 'open' ? feedback.urls : 0
    if (before >= SESSION_URLS) return unchanged(session)
    const { toldAt, from, owed } = feedback.state === 'open' ? feedback : {}
    const next: Session = {
      ...session,
      feedback: {
        state: 'open',
        urls: before + 1,
        ...(toldAt !== undefined && { toldAt }),
        ...(from !== undefined && { from }),
        ...(owed && { owed }),
      },
    }
    return feedbackTold(changed(next, announce('citizen')), at)
  },

  activity_queued(session, { at }) {
    const { feedback } = session
    if (feedback.state !== 'open') return unchanged(session)
    return changed({ ...session, feedback: { ...feedback, toldAt: at } })
  },

  activity_told(session, { until }) {
    const { feedback } = session
    if (feedback.state !== 'open' || (feedback.heardUntil ?? 0) >= until) return unchanged(session)
    return changed({ ...session, feedback: { ...feedback, heardUntil: until } })
  },

  logged_out(session, { at }) {
    const { feedback } = session
    if (feedback.state === 'none') throw refused('logged_out', 'without a session to log out of')
    if (!hearsOf(feedback) || feedback.state !== 'open') return unchanged(session)
    const { urls, from = 0, owed } = feedback
    const over = loggedOut(session, at)
    const open = Array.from({ length: urls - from }, (_, i) => from + i)
    const untold = [...(owed?.untold ?? []), ...open]
    return {
      session: { ...over.session, feedback: { state: 'logging_out', urls, at, queued: false, untold } },
      effects: [...over.effects, { tag: 'tell', update: 'logout' }],
    }
  },

  logout_queued(session) {
    const { feedback } = session
    const owed = owedLogout(feedback)
    if (!owed || owed.queued) return unchanged(session)
    return changed({ ...session, feedback: owing(feedback, { ...owed, queued: true }) })
  },

  logout_told(session, { at, url }) {
    const { feedback } = session
    const owed = owedLogout(feedback)
    if (!owed?.untold.includes(url)) return unchanged(session)
    const untold = owed.untold.filter((one) => one !== url)
    if (untold.length > 0 || feedback.state === 'open')
      return changed({ ...session, feedback: owing(feedback, { ...owed, untold }) })
    return changed(
      { ...session, feedback: { state: 'logged_out', at, givenUp: false } },
      { tag: 'destroy_key', key: 'feedback' },
    )
  },
} satisfies Partial<Transitions>

/** A logout ends the conversation, or, where an appointment stands, what this browser has of it. */
function loggedOut(session: Session, at: number): Applied {
  if (isEnded(session)) return changed(session, announce('conversation'))
  return session.conversation.state === 'scheduled' ? leftAlone(session, at) : ended(session, at, 'logout')
}

/** The feedback with other logouts owed; none are left out. */
function owing(feedback: Feedback, owed: OwedLogout): Feedback {
  if (feedback.state === 'logging_out') return { ...feedback, ...owed }
  if (feedback.state !== 'open') return feedback
  const { owed: _, ...rest } = feedback
  return owed.untold.length > 0 ? { ...rest, owed } : rest
}

/** With the sign of activity that may be due by now (SF-6). Whose attributes are in doubt is not told about. */
export function feedbackTold({ session, effects }: Applied, at: number): Applied {
  const { attributes, feedback, activity } = session
  const due = attributes.state === 'withheld' ? undefined : activityDue(feedback, activity.citizen)
  if (due === undefined || due > at) return { session, effects }
  return { session, effects: [...effects, { tag: 'tell', update: 'user_active' }] }
}
