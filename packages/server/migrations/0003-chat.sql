-- Chat: the messages of a conversation, and how far each side has received and read them.

create table chat_conversations (
  session_id text primary key references sessions (id) on delete cascade,
  -- Messages are numbered from here, 1, 2, 3 without holes (threat R5).
  last_seq integer not null,
  citizen_delivered integer not null default 0,
  citizen_read integer not null default 0,
  agent_delivered integer not null default 0,
  agent_read integer not null default 0
) with (fillfactor = 60);

create table chat_messages (
  session_id text not null references chat_conversations (session_id) on delete cascade,
  seq integer not null,
  sender text not null check (sender in ('citizen', 'agent')),
  -- Chosen by the sender's page; the same one twice is one message.
  client_id text not null,
  -- Moment of storing, milliseconds since 1970.
  at bigint not null,
  agent_id text,
  agent_name text,
  -- The text, sealed under the session's transcript key.
  sealed bytea not null,
  primary key (session_id, seq),
  unique (session_id, sender, client_id)
);
