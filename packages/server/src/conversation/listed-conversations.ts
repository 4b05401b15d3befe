import type { Session } from '@balie/sdk'
import { sql } from 'kysely'
import type { Database } from '../store/database.ts'

/** A conversation as lists need it: no attribute and no message. */
export interface ListedConversation {
  readonly session: Session
  readonly lastSeq: number
  /** Messages of the citizen that no agent has read. */
  readonly unread: number
}

/** Reads conversations for the desk's list. Each is one query, whose cost does not grow with what has ended. */
export interface ListedConversations {
  find(ids: readonly string[]): Promise<ListedConversation[]>
  /** Waiting and open ones of the purposes. */
  live(purposes: readonly string[]): Promise<ListedConversation[]>
  /** Those of an agent that ended at or after the moment. */
  endedOf(agent: string, since: number): Promise<ListedConversation[]>
}

/**
 * `offset 0` keeps the two conditions apart, so that only the messages after the last read one are looked at: PostgreSQL would rather
 * look for the sender first, among all the messages of a long conversation.
 */
const unread = sql<number>`(
  select count(*) from (
    select sender from chat_messages where session_id = sessions.id and seq > chat.agent_read offset 0
  ) later where sender = 'citizen')`

export function createListedConversations(database: Database): ListedConversations {
  const listed = () =>
    database
      .selectFrom('sessions')
      .leftJoin('chat_conversations as chat', 'chat.session_id', 'sessions.id')
      .select(({ fn }) => [
        'sessions.record as session',
        fn.coalesce('chat.last_seq', sql.lit(0)).as('lastSeq'),
        unread.as('unread'),
      ])
      .$castTo<ListedConversation>()
  return {
    find: async (ids) =>
      ids.length === 0
        ? []
        : listed()
            .where('sessions.id', 'in', [...ids])
            .execute(),
    async live(purposes) {
      if (purposes.length === 0) return []
      return listed()
        .where('sessions.conversation_state', 'in', ['waiting', 'open'])
        .where('sessions.purpose', 'in', [...purposes])
        .orderBy('sessions.conversation_since')
        .limit(1000)
        .execute()
    },
    endedOf: (agent, since) =>
      listed()
        .where('sessions.conversation_state', '=', 'ended')
        .where('sessions.agent', '=', agent)
        .where('sessions.conversation_since', '>=', since)
        .orderBy('sessions.conversation_since', 'desc')
        .limit(200)
        .execute(),
  }
}
