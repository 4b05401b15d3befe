/**
 * What the authentication plugins are told (SF-1 to SF-7). `none`: no result had a session URL. `open`:
 * `urls` of them want to hear, but for those before `from`. `logging_out`: the citizen logged out; durable from here on.
 * `logged_out`: every one was told, or is gone.
 */
export type Feedback =
  | { readonly state: 'none' }
  | {
      readonly state: 'open'
      readonly urls: number
      /** When a sign of activity was queued last. */
      readonly toldAt?: number
      /** Until which interaction of the citizen the plugin has heard: a job that came twice tells it once (O2). */
      readonly heardUntil?: number
      /** Another person went on, for whom no session URL came: the plugins of the first hear of the logout only. */
      readonly quiet?: true
      /** When an appointment was made: they hear of a logout still, for an hour, and of nothing else (FL-7, AC-5). */
      readonly letGoAt?: number
      /** The first of `urls` that has not been logged out of: with an appointment, a logout is not the end. */
      readonly from?: number
      /** The logout of before the meeting, where somebody has not heard of it yet. */
      readonly owed?: OwedLogout
    }
  | ({ readonly state: 'logging_out'; readonly urls: number } & OwedLogout)
  | { readonly state: 'logged_out'; readonly at: number; readonly givenUp: boolean }

/** Logouts that are to be told. */
export interface OwedLogout {
  readonly at: number
  /** Whether they are in the outbox. */
  readonly queued: boolean
  /** Which of the session URLs are still to be told. */
  readonly untold: readonly number[]
}

/** At most one sign of activity in this time, milliseconds (SF-6, O2). */
export const ACTIVITY_EVERY = 60_000

/** A logout that could not be delivered is kept this long, for the operator, milliseconds (O3). */
export const LOGOUT_KEPT = 7 * 24 * 60 * 60_000

/** When the next sign of activity is due. Undefined when there is nothing to tell. */
export function activityDue(feedback: Feedback, lastActivity: number | undefined): number | undefined {
  if (feedback.state !== 'open' || feedback.quiet || feedback.letGoAt !== undefined) return undefined
  if (lastActivity === undefined || !hearsOf(feedback)) return undefined
  if (feedback.toldAt === undefined) return lastActivity
  return lastActivity > feedback.toldAt ? feedback.toldAt + ACTIVITY_EVERY : undefined
}

/** Whether there is a session at an authentication plugin that has not been logged out of. */
export function hearsOf(feedback: Feedback): boolean {
  return feedback.state === 'open' && (feedback.from ?? 0) < feedback.urls
}

/** After a logout that was not the end, somebody authenticated again: what is owed to others stays owed. */
export function reopened(feedback: Feedback): Feedback {
  if (feedback.state === 'logged_out') return { state: 'none' }
  if (feedback.state !== 'logging_out') return feedback
  const { urls, at, queued, untold } = feedback
  return { state: 'open', urls, from: urls, owed: { at, queued, untold } }
}

/** When an appointment is made: who hears of the session hears of a logout still, for an hour, and of nothing else (FL-7). */
export function letGo(feedback: Feedback, at: number): Feedback {
  return feedback.state === 'open' ? { ...feedback, letGoAt: feedback.letGoAt ?? at } : feedback
}

/** Nobody is told of activity any more; what is owed is. */
export function closed(feedback: Feedback): Feedback {
  if (feedback.state !== 'open') return feedback
  return feedback.owed ? { state: 'logging_out', urls: feedback.urls, ...feedback.owed } : { state: 'none' }
}

/** The logouts that somebody has not heard of, whatever else goes on. */
export function owedLogout(feedback: Feedback): OwedLogout | undefined {
  if (feedback.state === 'logging_out') return feedback
  return feedback.state === 'open' ? feedback.owed : undefined
}
