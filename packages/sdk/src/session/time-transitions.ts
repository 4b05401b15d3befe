import { type Applied, announce, changed, isEnded, type Transitions, unchanged } from './applied.ts'
import { AWAITING_AFTER_BEGIN, cancelledAt, endsAt, RECORD_AT_LEAST, transcriptGoesAt } from './due-at.ts'
import { ended } from './ended.ts'
import { LOGOUT_KEPT } from './feedback.ts'
import { feedbackTold } from './feedback-transitions.ts'
import type { Session } from './session.ts'

/** What time alone brings about; `dueAt` tells when. Each part looks at the clock itself, so it may come early or late. */
export const timeTransitions = {
  time_passed(session, { at }) {
    const parts = [awaitedInVain, authenticationsCancelled, endedByTime, transcriptGone, feedbackOver]
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
    case 'open':
      if (conversation.state !== 'ended') return feedbackTold(unchanged(session), at)
      if (at < conversation.at + RECORD_AT_LEAST) return unchanged(session)
      return changed({ ...session, feedback: { state: 'none' } }, destroy, announce('conversation'))
    case 'logging_out':
      if (!feedback.queued) return { session, effects: [{ tag: 'tell', update: 'logout' }] }
      if (at < feedback.at + LOGOUT_KEPT) return unchanged(session)
      return changed({ ...session, feedback: { state: 'logged_out', at, givenUp: true } }, destroy)
  }
}
