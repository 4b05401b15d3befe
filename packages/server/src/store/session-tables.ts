import type { KeyName, SealedSlot, Session } from '@balie/sdk'
import type { ColumnType, Generated } from 'kysely'

/** The tables of migrations/0001-sessions.sql. Sessions are written by the session store only. */
export interface SessionTables {
  sessions: {
    id: string
    version: Generated<number>
    purpose: string
    method: string
    client_secret_hash: string
    attr_secret_hash: string | null
    record: ColumnType<Session, string, string>
    conversation_state: Session['conversation']['state']
    conversation_since: number
    owner: string | null
    agent: string | null
    due_at: number | null
    /** Written when an appointment is settled, not by the session store. */
    settled: Generated<boolean>
  }
  session_keys: { session_id: string; name: KeyName; wrapped_key: Buffer }
  sealed: { session_id: string; slot: SealedSlot; bytes: Buffer }
  authentication_secrets: { hash: string; session_id: string }
  used_results: { fingerprint: string; session_id: string; until: number }
}
