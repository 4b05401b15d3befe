import type { KeyName, SealedSlot, Session, SessionKey } from '@balie/sdk'
import type { Statement } from './statement.ts'

/** A session's record as it comes from the database. */
export interface RecordRow {
  readonly record: Session
  readonly version: number
  readonly client_secret_hash: string
  readonly attr_secret_hash: string | null
  /** Base64 by name. */
  readonly keys: Partial<Record<KeyName, string>> | null
  /** Base64 by slot. */
  readonly sealed: Partial<Record<SealedSlot, string>> | null
}

const select = (condition: string, more = '') => `
  select s.record, s.version, s.client_secret_hash, s.attr_secret_hash,
    (select jsonb_object_agg(name, encode(wrapped_key, 'base64')) from session_keys where session_id = s.id) as keys,
    (select jsonb_object_agg(slot, encode(bytes, 'base64')) from sealed where session_id = s.id) as sealed
    ${more}
  from sessions s
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

export const findStatements: Readonly<
  Record<Exclude<SessionKey['by'], 'authentication_secret'>, FindStatements>
> = Object.freeze({
  id: find('id', ({ record }) => record.id),
  client_secret: find('client_secret_hash', (row) => row.client_secret_hash),
  attr_secret: find('attr_secret_hash', (row) => row.attr_secret_hash),
})

export const findByAuthenticationSecret: Statement<RecordRow> = {
  name: 'session_by_authentication_secret',
  text: select('s.id = (select session_id from authentication_secrets where hash = $1)'),
}

/** With `$2` a fingerprint or null; `claimed_by` is the session that used that result. */
export const findForChange: Statement<RecordRow & { readonly claimed_by: string | null }> = {
  name: 'session_for_change',
  text: select('s.id = $1', ', (select session_id from used_results where fingerprint = $2) as claimed_by'),
}

const columns = 'record, purpose, method, conversation_state, conversation_since, owner, agent, due_at'
const afterRecord = columns.slice('record, '.length)

/** `$1` id, `$2` to `$9` the columns, then the secrets' hashes, the claim, the keys, the slots. */
export const insertSession: Statement<{ readonly id: string }> = {
  name: 'session_insert',
  text: `
    with session as (
      insert into sessions (id, ${columns}, client_secret_hash, attr_secret_hash)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    ), claim as (
      insert into used_results (fingerprint, session_id, until)
      select $12, $1, $13::bigint where $12::text is not null
    ), keys as (
      insert into session_keys (session_id, name, wrapped_key)
      select $1, name, wrapped_key from unnest($14::text[], $15::bytea[]) as given (name, wrapped_key)
    )
    insert into sealed (session_id, slot, bytes)
    select $1, slot, bytes from unnest($16::text[], $17::bytea[]) as given (slot, bytes)`,
}

/** Many sessions that have nothing but keys: a list for each of `$1` to `$11` above, then the keys, each with its session. */
export const insertSessions: Statement<{ readonly id: string }> = {
  name: 'sessions_insert',
  text: `
    with session as (
      insert into sessions (id, ${columns}, client_secret_hash, attr_secret_hash)
      select id, record::jsonb, ${afterRecord}, client_secret_hash, attr_secret_hash
      from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::text[], $8::text[],
        $9::bigint[], $10::text[], $11::text[])
        as given (id, ${columns}, client_secret_hash, attr_secret_hash)
    )
    insert into session_keys (session_id, name, wrapped_key)
    select id, name, wrapped_key from unnest($12::text[], $13::text[], $14::bytea[]) as given (id, name, wrapped_key)`,
}

/**
 * Writes only over the version that was decided on, else nothing: no row comes back. A claim that another
 * session has by then breaks the whole statement with a unique violation. `$13` and `$14` are the keys and slots to
 * delete: none of those that are written too, as one statement cannot do both to a row.
 */
export const changeSession: Statement<{ readonly id: string }> = {
  name: 'session_change',
  text: `
    with changed as (
      update sessions set (${columns}) = ($2, $3, $4, $5, $6, $7, $8, $9), version = version + 1
      where id = $1 and version = $10
      returning id
    ), claim as (
      insert into used_results (fingerprint, session_id, until)
      select $11, id, $12::bigint from changed where $11::text is not null
    ), destroyed as (
      delete from session_keys using changed where session_id = id and name = any ($13::text[])
    ), deleted as (
      delete from sealed using changed where session_id = id and slot = any ($14::text[])
    ), keys as (
      insert into session_keys (session_id, name, wrapped_key)
      select id, name, wrapped_key from changed, unnest($15::text[], $16::bytea[]) as given (name, wrapped_key)
      on conflict (session_id, name) do update set wrapped_key = excluded.wrapped_key
    ), slots as (
      insert into sealed (session_id, slot, bytes)
      select id, slot, bytes from changed, unnest($17::text[], $18::bytea[]) as given (slot, bytes)
      on conflict (session_id, slot) do update set bytes = excluded.bytes
    ), secrets as (
      insert into authentication_secrets (hash, session_id)
      select hash, id from changed, unnest($19::text[]) as given (hash)
      on conflict (hash) do nothing
    )
    select id from changed`,
}

/**
 * Many changes: a list for each of `$1` to `$12` of the one above, then the same things again as lists, each entry with
 * its session.
 */
export const changeSessions: Statement<{ readonly id: string }> = {
  name: 'sessions_change',
  text: `
    with given as (
      select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::text[],
        $8::text[], $9::bigint[], $10::bigint[], $11::text[], $12::bigint[])
        as given (id, ${columns}, version, fingerprint, until)
    ), changed as (
      update sessions set (${columns}) = (given.record::jsonb, ${afterRecord
        .split(', ')
        .map((column) => `given.${column}`)
        .join(', ')}), version = sessions.version + 1
      from given where sessions.id = given.id and sessions.version = given.version
      returning sessions.id
    ), claim as (
      insert into used_results (fingerprint, session_id, until)
      select fingerprint, id, until from given join changed using (id) where fingerprint is not null
    ), destroyed as (
      delete from session_keys
      using changed join unnest($13::text[], $14::text[]) as gone (id, name) using (id)
      where session_id = changed.id and session_keys.name = gone.name
    ), deleted as (
      delete from sealed
      using changed join unnest($15::text[], $16::text[]) as gone (id, slot) using (id)
      where session_id = changed.id and sealed.slot = gone.slot
    ), keys as (
      insert into session_keys (session_id, name, wrapped_key)
      select id, name, wrapped_key
      from changed join unnest($17::text[], $18::text[], $19::bytea[]) as keys (id, name, wrapped_key) using (id)
      on conflict (session_id, name) do update set wrapped_key = excluded.wrapped_key
    ), slots as (
      insert into sealed (session_id, slot, bytes)
      select id, slot, bytes
      from changed join unnest($20::text[], $21::text[], $22::bytea[]) as slots (id, slot, bytes) using (id)
      on conflict (session_id, slot) do update set bytes = excluded.bytes
    ), secrets as (
      insert into authentication_secrets (hash, session_id)
      select hash, id from changed join unnest($23::text[], $24::text[]) as secrets (id, hash) using (id)
      on conflict (hash) do nothing
    )
    select id from changed`,
}

export const dueSessions: Statement<{ readonly id: string }> = {
  name: 'sessions_due',
  text: 'select id from sessions where due_at <= $1 order by due_at limit $2',
}

/** With everything that refers to it, if it still has the version. */
export const eraseSession: Statement<{ readonly id: string }> = {
  name: 'session_erase',
  text: 'delete from sessions where id = $1 and version = $2 returning id',
}

/** Conversations whose citizen is said to be there, and of whom no node has a page. */
export const presentOnes: Statement<{ readonly id: string }> = {
  name: 'sessions_present',
  text: `
    select id from sessions
    where conversation_state in ('waiting', 'open') and record -> 'citizen' ->> 'state' = 'present'
      and not exists (select from citizen_places where session_id = sessions.id)`,
}

export const forgetUsedResults: Statement<never> = {
  name: 'used_results_forget',
  text: 'delete from used_results where until < $1',
}
