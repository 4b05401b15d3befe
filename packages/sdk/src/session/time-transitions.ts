import { type Applied, announce, changed, isEnded, type Transitions, unchanged } from './applied.ts'
import {
  AWAITING_AFTER_BEGIN,
  cancelledAt,
  contactGoesAt,
  endsAt,
  RECORD_AT_LEAST,
  releasesAt,
  transcriptGoesAt,
} from './due-at.ts'
import { ended } from './ended.ts'
import { closed, LOGOUT_KEPT, owedLogout } from './feedback.ts'
import { feedbackTold } from './feedback-transitions.ts'
import { released } from './released.ts'
import type { Session } from './session.ts'

/** What time alone brings about; `dueAt` tells when. Each part looks at the clock itself, so it may come early or late. */
export const timeTransitions = {
  time_passed(session, { at }) {
    const parts = [
      awaitedInVain,
      authenticationsCancelled,
      releasedInTime,
      endedByTime,
      transcriptGone,
      contactGone,
      feedbackOver,
    ]
    return parts.reduce<Applied>(({ session: now, effects }, part) => {
      const next = part(now, at)
      return { session: next.session, effects: [...effects, ...next.effects] }
    }, unchanged(session))
  },
} satisfies Partial<Transitions>

/** Half a minute after beginning no result had come: awaiting becomes none (B11). */
function awaitedInVain(session: Session, at: number): Applied {
  const { attributes, owner } = session
  if (attributes.state !== 'awaiting' || !owner || isEnded(session)) return unchanged(session)
  if (at < owner.at + AWAITING_AFTER_BEGIN) return unchanged(session)
  return changed({ ...session, attributes: { state: 'none', at } }, announce('attributes'))
}

/** Nobody came back, or no result did: cancelled, and it can be tried again (AC-8). */
function authenticationsCancelled(session: Session, at: number): Applied {
  if (isEnded(session)) return unchanged(session)
  const over = session.authentications.filter((one) => (cancelledAt(one) ?? Number.POSITIVE_INFINITY) <= at)
  if (over.length === 0) return unchanged(session)
  const authentications = session.authentications.map((one) =>
    over.includes(one) ? { ...one, outcome: { state: 'cancelled', at } as const } : one,
  )
  const hadResult = over.some(({ outcome }) => outcome.state === 'pending')
  return changed(
    { ...session, authentications },
    ...(hadResult ? [{ tag: 'destroy_key', key: 'pending' } as const] : []),
    announce('authentication'),
  )
}

/** Attributes of an authentication between booking and meeting, which did not lead to the meeting (AC-5). */
function releasedInTime(session: Session, at: number): Applied {
  const goes = releasesAt(session)
  return goes !== undefined && goes <= at ? released(session, at) : unchanged(session)
}

/** The last mail about the appointment was not sent in time: its address goes all the same (P2). */
function contactGone(session: Session, at: number): Applied {
  const goes = contactGoesAt(session)
  if (goes === undefined || goes > at) return unchanged(session)
  const { contact: _, contactAt: __, ...rest } = session
  return changed(rest, { tag: 'destroy_key', key: 'contact' })
}

/** Nobody did anything for too long, or the conversation has lasted too long (FL-5). */
function endedByTime(session: Session, at: number): Applied {
  const ends = endsAt(session)
  return ends !== undefined && ends <= at ? ended(session, at, 'time') : unchanged(session)
}

/** Its key is destroyed: nobody can read the transcript any more, nor in any backup (P2). */
function transcriptGone(session: Session, at: number): Applied {
  const goes = transcriptGoesAt(session)
  if (goes === undefined || goes > at) return unchanged(session)
  return changed({ ...session, transcript: 'destroyed' }, { tag: 'destroy_key', key: 'transcript' })
}

/** Updates that are due, and the end of the time in which they make sense (SF-6, O3). */
function feedbackOver(session: Session, at: number): Applied {
  const { feedback, conversation } = session
  const destroy = { tag: 'destroy_key', key: 'feedback' } as const
  switch (feedback.state) {
    case 'none':
    case 'logged_out':
      return unchanged(session)
    case 'open': {
      const endedAt = conversation.state === 'ended' ? conversation.at : Number.POSITIVE_INFINITY
      if (at >= Math.min(endedAt, feedback.letGoAt ?? endedAt) + RECORD_AT_LEAST) {
        const over = closed(feedback)
        const gone = over.state === 'none' ? [destroy] : []
        return owedTold(changed({ ...session, feedback: over }, ...gone, announce('conversation')))
      }
      if (feedback.owed && at >= feedback.owed.at + LOGOUT_KEPT) {
        const { owed: _, ...rest } = feedback
        return changed({ ...session, feedback: rest })
      }
      return owedTold(
        conversation.state === 'ended' ? unchanged(session) : feedbackTold(unchanged(session), at),
      )
    }
    case 'logging_out':
      if (feedback.queued && at >= feedback.at + LOGOUT_KEPT)
        return changed({ ...session, feedback: { state: 'logged_out', at, givenUp: true } }, destroy)
      return owedTold(unchanged(session))
  }
}

/** With the logouts that are not in the outbox yet (O3). */
function owedTold({ session, effects }: Applied): Applied {
  const owed = owedLogout(session.feedback)
  if (!owed || owed.queued) return { session, effects }
  return { session, effects: [...effects, { tag: 'tell', update: 'logout' }] }
}
