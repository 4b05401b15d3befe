import type { Session } from '@balie/sdk'
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
    began_at: number | null
    agent: string | null
    awaiting_attributes: boolean
  }
  session_keys: { session_id: string; wrapped_key: Buffer }
  sealed: { session_id: string; slot: string; bytes: Buffer }
  used_results: { fingerprint: string; session_id: string; until: number }
}
