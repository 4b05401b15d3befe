import type { Generated } from 'kysely'

/** The tables of migrations/0003-chat.sql. */
export interface ChatTables {
  chat_conversations: {
    session_id: string
    last_seq: number
    citizen_delivered: Generated<number>
    citizen_read: Generated<number>
    agent_delivered: Generated<number>
    agent_read: Generated<number>
  }
  chat_messages: {
    session_id: string
    seq: number
    sender: 'citizen' | 'agent'
    client_id: string
    at: number
    agent_id: string | null
    agent_name: string | null
    sealed: Buffer
  }
}
