import type { Sender } from '@balie/desk-api'
import type { Session } from '@balie/sdk'
import type { Statement } from './statement.ts'

/**
 * One statement stores a message: `$1` conversation, `$2` sender, `$3` actor, `$4` the sender's id for it,
 * `$5` moment, `$6` agent, `$7` agent's name, `$8` sealed text. The session's row is held against changes
 * until the commit, so that nothing is stored after an end; the counter's row gives the number, and a
 * statement that fails gives it back.
 */
export const appendMessage: Statement<{
  readonly state: Session['conversation']['state']
  readonly theirs: boolean
  readonly seq: number | null
  /** When it was stored before. */
  readonly known_at: number | null
}> = {
  name: 'message_append',
  text: `
    with held as (
      select conversation_state as state,
        case $2 when 'citizen' then owner else agent end is not distinct from $3 as theirs
      from sessions where id = $1
      for share
    ), known as (
      select seq, at from chat_messages
      where session_id = $1 and sender = $2 and client_id = $4
        and exists (select from held where theirs)
    ), counter as (
      insert into chat_conversations as chat (session_id, last_seq)
      select $1, 1 from held
      where state in ('waiting', 'open') and theirs and not exists (select from known)
      on conflict (session_id) do update set last_seq = chat.last_seq + 1
      returning last_seq
    ), stored as (
      insert into chat_messages (session_id, seq, sender, client_id, at, agent_id, agent_name, sealed)
      select $1, last_seq, $2, $4, $5, $6, $7, $8 from counter
      returning seq
    )
    select held.state, held.theirs, coalesce(stored.seq, known.seq) as seq, known.at as known_at
    from held left join stored on true left join known on true`,
}

/**
 * The same for many messages, of any conversations, in one transaction: each `$n` is a list with one entry
 * per message, and `place` is the entry that a row of the answer belongs to. A message of no session has no
 * row. Rows are locked in the order of their ids, so that no two of these wait for each other.
 */
export const appendMessages: Statement<{
  readonly place: number
  readonly state: Session['conversation']['state']
  readonly theirs: boolean
  readonly seq: number | null
  readonly known_at: number | null
}> = {
  name: 'messages_append',
  text: `
    with given as (
      select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::bytea[])
        with ordinality
        as given (session_id, sender, actor, client_id, at, agent_id, agent_name, sealed, place)
    ), held as (
      select id, conversation_state as state, owner, agent from sessions
      where id = any ($1) order by id for share
    ), theirs as (
      select given.*, held.state,
        case given.sender when 'citizen' then held.owner else held.agent end is not distinct from given.actor as theirs
      from given join held on held.id = given.session_id
    ), judged as (
      select theirs.*, known.seq as known_seq, known.at as known_at
      from theirs left join chat_messages known
        on theirs.theirs and known.session_id = theirs.session_id
          and known.sender = theirs.sender and known.client_id = theirs.client_id
    ), fresh as (
      select judged.*,
        row_number() over (partition by session_id order by place) as nth,
        count(*) over (partition by session_id) as many
      from judged where state in ('waiting', 'open') and theirs and known_seq is null
    ), counter as (
      insert into chat_conversations as chat (session_id, last_seq)
      select session_id, count(*) from fresh group by session_id order by session_id
      on conflict (session_id) do update set last_seq = chat.last_seq + excluded.last_seq
      returning session_id, last_seq
    ), stored as (
      insert into chat_messages (session_id, seq, sender, client_id, at, agent_id, agent_name, sealed)
      select fresh.session_id, counter.last_seq - fresh.many + fresh.nth, sender, client_id, at, agent_id, agent_name, sealed
      from fresh join counter on counter.session_id = fresh.session_id
      returning session_id, sender, client_id, seq
    )
    select judged.place, judged.state, judged.theirs, coalesce(stored.seq, judged.known_seq) as seq, judged.known_at
    from judged left join stored
      on stored.session_id = judged.session_id and stored.sender = judged.sender and stored.client_id = judged.client_id`,
}

export const messagesAfter: Statement<{
  readonly seq: number
  readonly sender: Sender
  readonly client_id: string
  readonly at: number
  readonly agent_name: string | null
  readonly sealed: Buffer
}> = {
  name: 'messages_after',
  text: `
    select seq, sender, client_id, at, agent_name, sealed from chat_messages
    where session_id = $1 and seq > $2 order by seq limit 500`,
}

/** A row comes back where something changed. `$2` received, `$3` read. */
export const noteSeen: Readonly<Record<Sender, Statement<{ readonly session_id: string }>>> = {
  citizen: noteSeenOf('citizen'),
  agent: noteSeenOf('agent'),
}

function noteSeenOf(side: Sender): Statement<{ readonly session_id: string }> {
  return {
    name: `messages_seen_${side}`,
    text: `
      update chat_conversations set
        ${side}_delivered = greatest(${side}_delivered, least($2, last_seq)),
        ${side}_read = greatest(${side}_read, least($3, last_seq))
      where session_id = $1
        and (${side}_delivered < least($2, last_seq) or ${side}_read < least($3, last_seq))
      returning session_id`,
  }
}

/** How far each side has seen each of the conversations `$1`; of one without messages there is no row. */
export const readReceipts: Statement<{
  readonly session_id: string
  readonly citizen_delivered: number
  readonly citizen_read: number
  readonly agent_delivered: number
  readonly agent_read: number
}> = {
  name: 'messages_receipts',
  text: `
    select session_id, citizen_delivered, citizen_read, agent_delivered, agent_read
    from chat_conversations where session_id = any ($1)`,
}

/** The key of the transcript, where it is not destroyed. */
export const readTranscriptKey: Statement<{ readonly wrapped_key: Buffer; readonly ended: boolean }> = {
  name: 'transcript_key',
  text: `
    select k.wrapped_key, s.conversation_state = 'ended' as ended
    from session_keys k join sessions s on s.id = k.session_id
    where k.session_id = $1 and k.name = 'transcript'`,
}
