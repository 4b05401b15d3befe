import type { SessionUpdate } from '../protocol/session-update/parse-session-update.ts'

/** One update for one authentication plugin: identifiers only (threat P3). `deliverUpdate` sends it. */
export interface UpdateJob {
  readonly session: string
  readonly update: SessionUpdate
  /** Which of the session's URLs, counted from 0. */
  readonly url: number
}

/**
 * Where updates wait until they are sent (SF-6). A real one is durable, gives each job to `deliverUpdate`, one
 * job of a session at a time, and tries again what that throws: a logout for a day, a sign of activity for a minute.
 */
export interface Outbox {
  /**
   * Durable when it returns. The same job again is no second one while the first waits.
   *
   * @param deliver sends it; for an outbox that lives in this process
   */
  add(job: UpdateJob, deliver: () => Promise<void>): Promise<void>
}
