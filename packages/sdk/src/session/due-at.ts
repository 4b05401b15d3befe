import { activityDue, LOGOUT_KEPT } from './feedback.ts'
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
  if (conversation.state === 'ended') moments.push(transcriptGoesAt(session))
  else {
    if (attributes.state === 'awaiting' && owner) moments.push(owner.at + AWAITING_AFTER_BEGIN)
    moments.push(...session.authentications.map(cancelledAt), endsAt(session))
  }
  const some = moments.filter((moment) => moment !== undefined)
  return some.length === 0 ? undefined : Math.min(...some)
}

/** When a running conversation ends by time, unless somebody does something. Undefined: never. */
export function endsAt({ owner, conversation, limits, activity }: Session): number | undefined {
  if (!owner || (conversation.state !== 'waiting' && conversation.state !== 'open')) return undefined
  const last = Math.max(owner.at, conversation.since, activity.citizen ?? 0, activity.agent ?? 0)
  const idle = limits.idle > 0 ? last + limits.idle : undefined
  const longest = limits.longest > 0 ? owner.at + limits.longest : undefined
  if (idle === undefined || longest === undefined) return idle ?? longest
  return Math.min(idle, longest)
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
export function eraseAt({ conversation, limits, beginBefore, feedback }: Session): number | undefined {
  if (feedback.state === 'logging_out') return undefined
  if (conversation.state === 'not_begun') return beginBefore + 1
  if (conversation.state !== 'ended') return undefined
  return conversation.at + Math.max(limits.retention, RECORD_AT_LEAST)
}

/** When an update of the authentication plugins is due, or their waiting ends. */
function feedbackDue({ feedback, activity, attributes, conversation }: Session): number | undefined {
  switch (feedback.state) {
    case 'none':
    case 'logged_out':
      return undefined
    case 'logging_out':
      return feedback.queued ? feedback.at + LOGOUT_KEPT : feedback.at
    case 'open':
      if (conversation.state === 'ended') return conversation.at + RECORD_AT_LEAST
      return attributes.state === 'withheld' ? undefined : activityDue(feedback, activity.citizen)
  }
}
