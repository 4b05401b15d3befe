/**
 * What the authentication plugins are told (SF-1 to SF-7). `none`: no result had a session URL. `open`:
 * `urls` of them want to hear. `logging_out`: the citizen logged out; durable from here on. `logged_out`:
 * every one was told, or is gone.
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
    }
  | {
      readonly state: 'logging_out'
      readonly at: number
      /** Whether the logouts are in the outbox. */
      readonly queued: boolean
      /** Which of the session URLs are still to be told. */
      readonly untold: readonly number[]
    }
  | { readonly state: 'logged_out'; readonly at: number; readonly givenUp: boolean }

/** At most one sign of activity in this time, milliseconds (SF-6, O2). */
export const ACTIVITY_EVERY = 60_000

/** A logout that could not be delivered is kept this long, for the operator, milliseconds (O3). */
export const LOGOUT_KEPT = 7 * 24 * 60 * 60_000

/** When the next sign of activity is due. Undefined when there is nothing to tell. */
export function activityDue(feedback: Feedback, lastActivity: number | undefined): number | undefined {
  if (feedback.state !== 'open' || feedback.quiet || lastActivity === undefined) return undefined
  if (feedback.toldAt === undefined) return lastActivity
  return lastActivity > feedback.toldAt ? feedback.toldAt + ACTIVITY_EVERY : undefined
}
