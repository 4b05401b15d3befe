import type { Queue } from 'pg-boss'
import { MAIL_TIMEOUTS } from '../mail/create-mail-transport.ts'

/** Signs of activity: worth something for a minute, and at most one of a session waits. */
export const ACTIVITY = 'session-update-activity'
/** Logouts: not lost, and tried for a day. */
export const LOGOUT = 'session-update-logout'
/** Logouts that could not be delivered in that day: for the operator. */
export const DEAD_LOGOUT = 'session-update-logout-dead'

/** Mail about appointments: tried until it is sent or makes no sense any more. */
export const MAIL = 'appointment-mail'

/** What each queue promises; `name` apart. A queue comes after the one to which its dead letters go. */
export const QUEUES: Readonly<Record<string, Omit<Queue, 'name'>>> = Object.freeze({
  [DEAD_LOGOUT]: {
    // Removed when the session gave up (LOGOUT_KEPT); this is only the latest.
    retentionSeconds: 14 * 24 * 60 * 60,
  },
  [ACTIVITY]: {
    policy: 'short',
    expireInSeconds: 20,
    retryLimit: 3,
    retryDelay: 4,
    retryBackoff: true,
    retentionSeconds: 120,
    deleteAfterSeconds: 60,
  },
  [MAIL]: {
    // One job for a mail, whoever queues it.
    policy: 'exclusive',
    // Longer than any mail takes: while one is under way it is not sent again.
    expireInSeconds: Math.ceil(MAIL_TIMEOUTS.patient.whole / 1000) + 60,
    // A job of a server that was killed counts as failed after this.
    heartbeatSeconds: 30,
    // After 1 to 2 s, then twice as long each time, at most 5 min: about an hour, after which it is queued anew.
    retryLimit: 20,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 5 * 60,
    retentionSeconds: 14 * 24 * 60 * 60,
    deleteAfterSeconds: 60,
  },
  [LOGOUT]: {
    policy: 'exclusive',
    deadLetter: DEAD_LOGOUT,
    // A job of a server that was killed counts as failed after this.
    expireInSeconds: 20,
    // After 1 to 2 s, then twice as long each time, from the 12th on 30 min: together 24 to 25 hours.
    retryLimit: 58,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 30 * 60,
    retentionSeconds: 14 * 24 * 60 * 60,
    deleteAfterSeconds: 60,
  },
})

/** A sign of activity that has waited longer than this is not sent any more, milliseconds. */
export const ACTIVITY_KEPT = 60_000
