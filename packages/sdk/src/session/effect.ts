import type { Alert } from './session.ts'

/**
 * What must be done because a session changed, as data. The store carries out what concerns stored data
 * in the same transaction; the channel is handed the rest after the commit.
 */
export type Effect =
  /** Pages that show this session must look again. */
  | { readonly tag: 'announce'; readonly what: 'attributes' | 'citizen' | 'conversation' }
  /** The agent must be told now. */
  | { readonly tag: 'alert_agent'; readonly alert: Alert['tag'] }
  /** The sealed attributes and session URLs are deleted in the same transaction. */
  | { readonly tag: 'forget_attributes' }
