import type { SealedSlot, Session, SessionKey } from '@balie/sdk'
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

/** By what a session is found: one value, or many at once. */
export interface FindStatements {
  readonly one: Statement<RecordRow>
  readonly many: Statement<RecordRow>
  readonly keyOf: (row: RecordRow) => string | null
}

const find = (column: string, keyOf: FindStatements['keyOf']): FindStatements => ({
  one: { name: `session_by_${column}`, text: select(`s.${column} = $1`) },
  many: { name: `sessions_by_${column}`, text: select(`s.${column} = any ($1::text[])`) },
  keyOf,
})

export const findStatements: Readonly<Record<SessionKey['by'], FindStatements>> = Object.freeze({
  id: find('id', ({ record }) => record.id),
  client_secret: find('client_secret_hash', (row) => row.client_secret_hash),
  attr_secret: find('attr_secret_hash', (row) => row.attr_secret_hash),
})

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

/** Many sessions without a result: a list for each of `$1` to `$13` of the one above. */
export const insertSessions: Statement<{ readonly id: string }> = {
  name: 'sessions_insert',
  text: `
    with given as (
      select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::text[],
        $8::bigint[], $9::text[], $10::boolean[], $11::text[], $12::text[], $13::bytea[])
        as given (id, ${columns}, client_secret_hash, attr_secret_hash, wrapped_key)
    ), session as (
      insert into sessions (id, ${columns}, client_secret_hash, attr_secret_hash)
      select id, record::jsonb, ${columns.slice('record, '.length)}, client_secret_hash, attr_secret_hash from given
    )
    insert into session_keys (session_id, wrapped_key)
    select id, wrapped_key from given where wrapped_key is not null`,
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

/** Many changes: a list for each of `$1` to `$14` of the one above, then the slots, each with its session. */
export const changeSessions: Statement<{ readonly id: string }> = {
  name: 'sessions_change',
  text: `
    with given as (
      select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::text[],
        $8::bigint[], $9::text[], $10::boolean[], $11::bigint[], $12::text[], $13::bigint[], $14::boolean[])
        as given (id, ${columns}, version, fingerprint, until, forget)
    ), changed as (
      update sessions set (${columns}) = (given.record::jsonb, ${columns
        .split(', ')
        .slice(1)
        .map((column) => `given.${column}`)
        .join(', ')}), version = sessions.version + 1
      from given where sessions.id = given.id and sessions.version = given.version
      returning sessions.id
    ), claim as (
      insert into used_results (fingerprint, session_id, until)
      select fingerprint, id, until from given join changed using (id) where fingerprint is not null
    ), forgotten as (
      delete from sealed where session_id in (select id from given join changed using (id) where forget)
    ), written as (
      insert into sealed (session_id, slot, bytes)
      select id, slot, bytes
      from changed join unnest($15::text[], $16::text[], $17::bytea[]) as slots (id, slot, bytes) using (id)
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
