import type { KeyName } from '../ports/store.ts'
import type { SessionUpdate } from '../protocol/session-update/parse-session-update.ts'
import type { Alert } from './session.ts'

/**
 * What must be done because a session changed, as data. The store carries out what concerns stored data
 * in the same transaction; outbox and channel are handed the rest after the commit.
 */
export type Effect =
  /** Pages that show this session must look again. `activity`: only those that show when it would end by itself. */
  | {
      readonly tag: 'announce'
      readonly what: 'activity' | 'attributes' | 'authentication' | 'citizen' | 'conversation'
    }
  /** The agent must be told now. */
  | { readonly tag: 'alert_agent'; readonly alert: Alert['tag'] }
  /** The key is destroyed, and what was sealed under it deleted, in the same transaction: the erasure (P2). */
  | { readonly tag: 'destroy_key'; readonly key: KeyName }
  /** The result that waited becomes the identity of the session; the step that applied the event seals it so. */
  | { readonly tag: 'adopt_result' }
  /** An update for the authentication plugins is due (SF-1). */
  | { readonly tag: 'tell'; readonly update: SessionUpdate }
