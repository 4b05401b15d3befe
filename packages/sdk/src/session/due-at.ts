import { AGENT_MAY_BE_LATE, CONTACT_KEPT, RELEASED_AFTER } from './appointment.ts'
import { activityDue, LOGOUT_KEPT, type OwedLogout, owedLogout } from './feedback.ts'
import type { Session } from './session.ts'

/** How long after beginning a session is still said to await its attributes, milliseconds (B11). */
export const AWAITING_AFTER_BEGIN = 30_000
/** How long a browser that came back waits for its result before that counts as cancelled, milliseconds (AC-8). */
export const RESULT_AFTER_RETURN = 8_000
/** How long an authentication may take before it counts as cancelled, milliseconds (AC-8). */
export const AUTHENTICATION_TAKES = 20 * 60_000
/** The transcript stays at least this long after the end, so that pages can catch up, milliseconds. */
export const TRANSCRIPT_AT_LEAST = 60_000
/** The record, which holds nothing personal, stays at least this long after the end, milliseconds. */
export const RECORD_AT_LEAST = 60 * 60_000

/**
 * When time next has something to do for a session; milliseconds since 1970. Stores keep it beside the record,
 * so that `passTime` finds the sessions whose moment has come. Undefined: never.
 */
export function dueAt(session: Session): number | undefined {
  const { attributes, owner, conversation } = session
  const moments: (number | undefined)[] = [eraseAt(session), feedbackDue(session)]
  if (conversation.state === 'ended') moments.push(transcriptGoesAt(session), contactGoesAt(session))
  else {
    if (attributes.state === 'awaiting' && owner) moments.push(owner.at + AWAITING_AFTER_BEGIN)
    moments.push(...session.authentications.map(cancelledAt), endsAt(session), releasesAt(session))
  }
  const some = moments.filter((moment) => moment !== undefined)
  return some.length === 0 ? undefined : Math.min(...some)
}

/**
 * When a running conversation ends by time, unless somebody does something. Undefined: never. A meeting that nobody came to
 * ends when it should have; a citizen who came is waited with; and nobody is put out before the end of a meeting.
 */
export function endsAt(session: Session): number | undefined {
  const { owner, conversation, appointment } = session
  switch (conversation.state) {
    case 'not_begun':
    case 'ended':
      return undefined
    case 'scheduled':
      return appointment?.ends
    case 'waiting':
      return appointment ? appointment.ends + AGENT_MAY_BE_LATE : limitOf(session, owner?.at)
    case 'planning':
      return limitOf(session, owner?.at)
    case 'open': {
      const limit = limitOf(session, appointment?.arrivedAt ?? owner?.at)
      return limit === undefined || !appointment ? limit : Math.max(limit, appointment.ends)
    }
  }
}

/** By the limits of the purpose, which count from a moment. */
function limitOf({ conversation, limits, activity }: Session, from: number | undefined): number | undefined {
  if (from === undefined || !('since' in conversation)) return undefined
  const last = Math.max(from, conversation.since, activity.citizen ?? 0, activity.agent ?? 0)
  const idle = limits.idle > 0 ? last + limits.idle : undefined
  const longest = limits.longest > 0 ? from + limits.longest : undefined
  if (idle === undefined || longest === undefined) return idle ?? longest
  return Math.min(idle, longest)
}

/** When the attributes of a scheduled session are released. Undefined: it has none, or they are of the meeting (AC-5). */
export function releasesAt({ conversation, attributes }: Session): number | undefined {
  if (conversation.state !== 'scheduled') return undefined
  if (attributes.state !== 'verified' && attributes.state !== 'withheld') return undefined
  return attributes.at + RELEASED_AFTER
}

/** When the address for mail goes, which is used at the latest a day after the end. */
export function contactGoesAt({ conversation, contact }: Session): number | undefined {
  return conversation.state === 'ended' && contact ? conversation.at + CONTACT_KEPT : undefined
}

/** When an authentication that is under way counts as cancelled. */
export function cancelledAt({
  at,
  returned,
  outcome,
}: Session['authentications'][number]): number | undefined {
  if (outcome.state === 'pending') return outcome.result.at + AUTHENTICATION_TAKES
  if (outcome.state !== 'awaited') return undefined
  return returned === undefined ? at + AUTHENTICATION_TAKES : returned + RESULT_AFTER_RETURN
}

/** When the transcript of an ended conversation goes. Undefined while it runs, and when it is gone. */
export function transcriptGoesAt({ conversation, limits, transcript }: Session): number | undefined {
  if (conversation.state !== 'ended' || transcript === 'destroyed') return undefined
  return conversation.at + Math.max(limits.retention, TRANSCRIPT_AT_LEAST)
}

/** When nothing of the session is needed any more. Undefined while it runs, or a logout is to be told. */
export function eraseAt(session: Session): number | undefined {
  const { conversation, limits, beginBefore, feedback } = session
  if (owedLogout(feedback)) return undefined
  if (conversation.state === 'not_begun') return beginBefore + 1
  if (conversation.state !== 'ended') return undefined
  const kept = conversation.at + Math.max(limits.retention, RECORD_AT_LEAST)
  return Math.max(kept, contactGoesAt(session) ?? 0)
}

/** When an update of the authentication plugins is due, or their waiting ends. */
function feedbackDue({ feedback, activity, attributes, conversation }: Session): number | undefined {
  switch (feedback.state) {
    case 'none':
    case 'logged_out':
      return undefined
    case 'logging_out':
      return owedDue(feedback)
    case 'open': {
      const moments = [
        owedDue(feedback.owed),
        feedback.letGoAt === undefined ? undefined : feedback.letGoAt + RECORD_AT_LEAST,
        conversation.state === 'ended' ? conversation.at + RECORD_AT_LEAST : undefined,
        conversation.state === 'ended' || attributes.state === 'withheld'
          ? undefined
          : activityDue(feedback, activity.citizen),
      ].filter((moment) => moment !== undefined)
      return moments.length === 0 ? undefined : Math.min(...moments)
    }
  }
}

function owedDue(owed: OwedLogout | undefined): number | undefined {
  return owed && (owed.queued ? owed.at + LOGOUT_KEPT : owed.at)
}
