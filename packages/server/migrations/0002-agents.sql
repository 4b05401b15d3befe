-- Agents and how they sign in. The shape is better-auth's own, with our names; src/store/agent-tables.ts
-- tells it those, and a test asks its generator whether anything is missing here.

create table agent (
  id text primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null,
  image text,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null default current_timestamp,
  -- Tags of teams, a list of text.
  teams jsonb not null default '[]',
  disabled boolean not null default false
);

create table agent_session (
  id text primary key,
  expires_at timestamptz not null,
  token text not null unique,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null,
  ip_address text,
  user_agent text,
  agent_id text not null references agent (id) on delete cascade
);

create index agent_session_agent_id_idx on agent_session (agent_id);

create table agent_account (
  id text primary key,
  account_id text not null,
  provider_id text not null,
  agent_id text not null references agent (id) on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  -- A hash.
  password text,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null
);

create index agent_account_agent_id_idx on agent_account (agent_id);

create table agent_verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null default current_timestamp
);

create index agent_verification_identifier_idx on agent_verification (identifier);
