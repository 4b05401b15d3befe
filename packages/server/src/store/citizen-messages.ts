import type { Pool } from 'pg'
import type { messagesAfter } from './message-statements.ts'
import type { StoredMessage } from './message-store.ts'
import { run, type Statement } from './statement.ts'

/** Messages as the citizen may have them: not what was said to another person before (AC-9). */
export interface CitizenMessages {
  /**
   * Messages after a sequence number, oldest first, at most 100, if the conversation is this browser's now: looked
   * at in the same statement (R1). None of another person's, none to another browser, and none after logging out
   * (F7): the next person at that screen has the same cookie.
   *
   * @param browser hash of the cookie
   */
  after(conversation: string, browser: string, seq: number): Promise<StoredMessage[]>

  /** The greatest number that a message had by the moment; 0 where there is none. */
  lastBy(conversation: string, moment: number): Promise<number>
}

type Row = NonNullable<(typeof messagesAfter)['row']>

/**
 * `$1` conversation, `$2` number, `$3` browser. What is hidden ends with the last message of that moment, so that
 * there are no holes in what comes after it. To another browser than the owner's the whole is empty.
 */
const messagesOfOwner: Statement<Row> = {
  name: 'messages_of_owner',
  text: `
    with owned as materialized (
      select (record ->> 'hiddenUntil')::bigint as hidden_until from sessions
      where id = $1 and owner = $3 and record -> 'feedback' ->> 'state' not in ('logging_out', 'logged_out')
    )
    select seq, sender, client_id, at, agent_name, sealed from chat_messages
    where session_id = $1 and seq > $2
      and seq > (
        select case when hidden_until is null then 0 else coalesce((
          select max(hidden.seq) from chat_messages hidden
          where hidden.session_id = $1 and hidden.at <= owned.hidden_until
        ), 0) end from owned
      )
    order by seq limit 100`,
}

const lastMessageBy: Statement<{ readonly seq: number | null }> = {
  name: 'message_last_by',
  text: 'select max(seq) as seq from chat_messages where session_id = $1 and at <= $2',
}

/** The largest number that fits the column; a page may say any. */
const LARGEST = 2 ** 31 - 1

export function createCitizenMessages(pool: Pool): CitizenMessages {
  return {
    async after(conversation, browser, seq) {
      const rows = await run(pool, messagesOfOwner, [conversation, Math.min(seq, LARGEST), browser])
      return rows.map(({ agent_name, client_id, ...row }) => ({
        ...row,
        id: client_id,
        ...(agent_name !== null && { name: agent_name }),
      }))
    },
    async lastBy(conversation, moment) {
      const [row] = await run(pool, lastMessageBy, [conversation, moment])
      return row?.seq ?? 0
    },
  }
}
