import type { Effect } from '../session/effect.ts'
import type { Session } from '../session/session.ts'

/**
 * One way to talk: chat, video, telephone, appointment. `channelSuite` (from `@balie/sdk/testing`) says by
 * tests what is promised.
 */
export interface Channel {
  /** The communication method, as it stands in URLs. */
  readonly method: string

  /**
   * The page of a session, an absolute URL. It holds the public handle and no secret, no query: the
   * landing redirects there so that nothing secret stays in the address bar (threat F1).
   */
  pageUrl(session: Session): string

  /**
   * Told after each committed change, with what must be done because of it. May come twice. A failure here
   * must not reach the caller: the change is committed, and whoever looks again sees it.
   */
  carryOut(session: Session, effects: readonly Effect[]): Promise<void>
}
