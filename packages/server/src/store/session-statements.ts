import type { SealedSlot, Session } from '@balie/sdk'
import type { Statement } from './statement.ts'

/** A session's record as it comes from the database. */
export interface RecordRow {
  readonly record: Session
  readonly version: number
  readonly client_secret_hash: string
  readonly attr_secret_hash: string | null
  readonly wrapped_key: Buffer | null
  /** Base64 by slot. */
  readonly sealed: Partial<Record<SealedSlot, string>> | null
}

const select = (condition: string, more = '') => `
  select s.record, s.version, s.client_secret_hash, s.attr_secret_hash, k.wrapped_key,
    (select jsonb_object_agg(slot, encode(bytes, 'base64')) from sealed where session_id = s.id) as sealed
    ${more}
  from sessions s left join session_keys k on k.session_id = s.id
  where ${condition}`

export const findById: Statement<RecordRow> = { name: 'session_by_id', text: select('s.id = $1') }

export const findByClientSecret: Statement<RecordRow> = {
  name: 'session_by_client_secret',
  text: select('s.client_secret_hash = $1'),
}

export const findByAttrSecret: Statement<RecordRow> = {
  name: 'session_by_attr_secret',
  text: select('s.attr_secret_hash = $1'),
}

/** With `$2` a fingerprint or null; `claimed_by` is the session that used that result. */
export const findForChange: Statement<RecordRow & { readonly claimed_by: string | null }> = {
  name: 'session_for_change',
  text: select('s.id = $1', ', (select session_id from used_results where fingerprint = $2) as claimed_by'),
}

const columns =
  'record, purpose, method, conversation_state, conversation_since, owner, began_at, agent, awaiting_attributes'

/** `$1` id, `$2` to `$10` the columns, then the secrets' hashes, the key, the claim, the slots. */
export const insertSession: Statement<{ readonly id: string }> = {
  name: 'session_insert',
  text: `
    with session as (
      insert into sessions (id, ${columns}, client_secret_hash, attr_secret_hash)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
    ), key as (
      insert into session_keys (session_id, wrapped_key)
      select $1, $13::bytea where $13::bytea is not null
    ), claim as (
      insert into used_results (fingerprint, session_id, until)
      select $14, $1, $15::bigint where $14::text is not null
    )
    insert into sealed (session_id, slot, bytes)
    select $1, slot, bytes from unnest($16::text[], $17::bytea[]) as given (slot, bytes)`,
}

/**
 * Writes only over the version that was decided on, else nothing: no row comes back. A claim that another
 * session has by then breaks the whole statement with a unique violation.
 */
export const changeSession: Statement<{ readonly id: string }> = {
  name: 'session_change',
  text: `
    with changed as (
      update sessions set (${columns}) = ($2, $3, $4, $5, $6, $7, $8, $9, $10), version = version + 1
      where id = $1 and version = $11
      returning id
    ), claim as (
      insert into used_results (fingerprint, session_id, until)
      select $12, id, $13::bigint from changed where $12::text is not null
    ), forgotten as (
      delete from sealed where $14::boolean and session_id in (select id from changed)
    ), written as (
      insert into sealed (session_id, slot, bytes)
      select id, slot, bytes from changed, unnest($15::text[], $16::bytea[]) as given (slot, bytes)
      on conflict (session_id, slot) do update set bytes = excluded.bytes
    )
    select id from changed`,
}

export const awaitingSince: Statement<{ readonly id: string }> = {
  name: 'sessions_awaiting',
  text: `
    select id from sessions
    where conversation_state in ('waiting', 'open') and awaiting_attributes and began_at <= $1
    order by began_at limit $2`,
}

/** Conversations whose citizen was there when the server that said so ended. */
export const presentOnes: Statement<{ readonly id: string }> = {
  name: 'sessions_present',
  text: `
    select id from sessions
    where conversation_state in ('waiting', 'open') and record -> 'citizen' ->> 'state' = 'present'`,
}

export const forgetUsedResults: Statement<never> = {
  name: 'used_results_forget',
  text: 'delete from used_results where until < $1',
}

/** The values of `columns`, in their order. */
export function columnsOf(session: Session): readonly unknown[] {
  const { purpose, method, attributes, conversation, owner, startedAt } = session
  const since =
    conversation.state === 'not_begun'
      ? startedAt
      : conversation.state === 'ended'
        ? conversation.at
        : conversation.since
  return [
    JSON.stringify(session),
    purpose,
    method,
    conversation.state,
    since,
    owner?.browser ?? null,
    owner?.at ?? null,
    'agent' in conversation ? conversation.agent : null,
    attributes.state === 'awaiting',
  ]
}
