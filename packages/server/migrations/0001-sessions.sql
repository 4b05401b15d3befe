-- Communication sessions. Everything personal is sealed under the session's own key before it comes here.

create table sessions (
  id text primary key,
  -- Counts changes: a change is written only over the state that it was decided on (threat B8).
  version bigint not null default 0,
  purpose text not null,
  method text not null,
  client_secret_hash text not null unique,
  attr_secret_hash text unique,
  -- The whole small record; the columns below repeat of it what is looked for.
  record jsonb not null,
  conversation_state text not null
    check (conversation_state in ('not_begun', 'waiting', 'open', 'ended')),
  -- Since when the conversation is in that state, milliseconds since 1970.
  conversation_since bigint not null,
  -- Hash of the cookie of the browser whose conversation it is.
  owner text,
  -- The agent to whom the conversation is assigned, or was when it ended.
  agent text,
  -- When time next has something to do, milliseconds since 1970; null: never. It stays the same when a browser
  -- lands and when a result comes before the beginning: then the row changes in its place.
  due_at bigint
) with (fillfactor = 80);

-- Partial: what has ended costs nothing here, however much of it there is.
create index sessions_waiting on sessions (purpose, conversation_since, id)
  where conversation_state = 'waiting';
create index sessions_live on sessions (conversation_since)
  where conversation_state in ('waiting', 'open');
create index sessions_due on sessions (due_at) where due_at is not null;

-- The wrapped data keys, in a table of their own so that they are backed up apart and kept briefly there:
-- destroying a key erases what it sealed, in backups too (threat P2).
create table session_keys (
  session_id text not null references sessions (id) on delete cascade,
  name text not null check (name in ('attributes', 'pending', 'feedback', 'transcript')),
  wrapped_key bytea not null,
  primary key (session_id, name)
);

create table sealed (
  session_id text not null references sessions (id) on delete cascade,
  slot text not null check (slot in ('attributes', 'second_attributes', 'pending_attributes', 'session_urls')),
  bytes bytea not null,
  primary key (session_id, slot)
);

-- Hashes of the secrets in the URLs of authentications during communication: of the way back, and of the attr URL.
create table authentication_secrets (
  hash text primary key,
  session_id text not null references sessions (id) on delete cascade
);

create index authentication_secrets_session on authentication_secrets (session_id);

-- Auth results that were used, each by one session, for as long as the token could be accepted (threat T7).
-- Not tied to the session's row: a result stays used when its session is gone.
create table used_results (
  fingerprint text primary key,
  session_id text not null,
  until bigint not null
);
