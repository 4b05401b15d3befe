import { IdContactError } from '../errors/id-contact-error.ts'
import type { Transitions } from './applied.ts'
import {
  type Applied,
  alerted,
  announce,
  changed,
  isEnded,
  refuseAfterEnd,
  refused,
  unchanged,
} from './applied.ts'
import { ended } from './ended.ts'
import { activityDue } from './feedback.ts'
import { feedbackTold } from './feedback-transitions.ts'
import { doubted } from './result-transitions.ts'
import type { Session } from './session.ts'

/** The conversation from its beginning to its end, and who is there. */
export const conversationTransitions = {
  begun(session, { at, browser, schedules }) {
    refuseAfterEnd(session, 'begun')
    if (session.owner?.browser === browser) return unchanged(session)
    // Whoever had begun it may have logged out: it has no owner then, and is nobody else's to begin.
    if (session.owner || session.conversation.state !== 'not_begun') {
      throw new IdContactError('NOT_THE_OWNER', 'another browser began this session')
    }
    if (!session.landings.some((landing) => landing.browser === browser)) {
      throw new IdContactError('NOT_LANDED', 'begin by a browser that never opened the client URL')
    }
    const { attributes } = session
    if (attributes.state === 'verified' && attributes.authentication && attributes.browser !== browser) {
      throw new IdContactError('NOT_THE_OWNER', 'another browser authenticated here before it began')
    }
    const begun: Session = {
      ...session,
      owner: { browser, at },
      conversation: { state: schedules ? 'planning' : 'waiting', since: at },
      activity: { citizen: at },
    }
    return feedbackTold(doubted(begun, at, announce('conversation')), at)
  },

  citizen_present(session, { at }) {
    if (session.citizen.state === 'present') return unchanged(session)
    return changed({ ...session, citizen: { state: 'present', since: at } }, announce('citizen'))
  },

  citizen_gone(session, { at }) {
    if (session.citizen.state !== 'present') return unchanged(session)
    return changed({ ...session, citizen: { state: 'gone', since: at } }, announce('citizen'))
  },

  active(session, { at, side }) {
    const { state } = session.conversation
    if (state === 'not_begun' || state === 'ended') return unchanged(session)
    const last = session.activity[side]
    if (last !== undefined && last >= at) return unchanged(session)
    // Pages show when the conversation would end by itself.
    const next = changed({ ...session, activity: { ...session.activity, [side]: at } }, announce('activity'))
    if (side === 'agent') return next
    const told = isOnItsWay(session, at) ? next : feedbackTold(next, at)
    return isBackAfterPause(session, at) ? askedAgain(told, at) : told
  },

  taken(session, { at, agent }) {
    const { conversation } = session
    if (conversation.state === 'open' && conversation.agent === agent) return unchanged(session)
    if (conversation.state !== 'waiting') throw refused('taken', conversation.state)
    return changed(
      { ...session, conversation: { state: 'open', since: at, agent } },
      announce('conversation'),
    )
  },

  ended(session, { at, by }) {
    return isEnded(session) ? unchanged(session) : ended(session, at, by)
  },
} satisfies Partial<Transitions>

/** How long a sign of activity may be on its way to the outbox, milliseconds; then time brings it up again. */
const ON_ITS_WAY = 1000

/** Whether the last interaction made a sign of activity due a moment ago: another one would be the second (O2). */
function isOnItsWay({ feedback, activity: { citizen: last } }: Session, at: number): boolean {
  const due = activityDue(feedback, last)
  return due !== undefined && last !== undefined && at - Math.max(due, last) < ON_ITS_WAY
}

/** Whether this is the first interaction of a verified citizen after a long pause (AC-4). */
function isBackAfterPause({ attributes, limits, activity, asked }: Session, at: number): boolean {
  if (limits.pause === 0 || attributes.state !== 'verified' || asked?.reason === 'pause') return false
  return at - Math.max(attributes.at, activity.citizen ?? 0) >= limits.pause
}

function askedAgain({ session, effects }: Applied, at: number): Applied {
  const asking = alerted({ ...session, asked: { at, reason: 'pause' } }, 'pause', at)
  return { session: asking.session, effects: [...effects, announce('authentication'), ...asking.effects] }
}
