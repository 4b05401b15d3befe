-- Appointments (FL-7): when agents work, who has which time, and mail about it. What an appointment is about stands in its
-- session's record; here are the times, which two people can never have at once, and what is still to be sent.

create extension if not exists btree_gist;

alter table sessions drop constraint sessions_conversation_state_check;
alter table sessions add constraint sessions_conversation_state_check
  check (conversation_state in ('not_begun', 'planning', 'scheduled', 'waiting', 'open', 'ended'));
alter table session_keys drop constraint session_keys_name_check;
alter table session_keys add constraint session_keys_name_check
  check (name in ('attributes', 'pending', 'feedback', 'transcript', 'contact', 'kept'));
alter table sealed drop constraint sealed_slot_check;
alter table sealed add constraint sealed_slot_check
  check (slot in ('attributes', 'second_attributes', 'pending_attributes', 'session_urls', 'contact', 'kept_attributes'));

-- When an agent works. Without a row: as the configuration says.
create table agent_hours (
  agent_id text primary key references agent (id) on delete cascade,
  -- Seven lists of hours, Monday first; minutes of the local day.
  weekly jsonb not null
);

-- The hours of one day instead; none: the agent does not work.
create table agent_exceptions (
  agent_id text not null references agent (id) on delete cascade,
  day text not null,
  hours jsonb not null,
  primary key (agent_id, day)
);

-- Times at which an agent cannot, whatever the hours. Milliseconds since 1970.
create table agent_busy (
  id text primary key,
  agent_id text not null references agent (id) on delete cascade,
  starts bigint not null,
  ends bigint not null,
  check (starts < ends)
);

create index agent_busy_agent on agent_busy (agent_id, ends);

-- Times of agents that are held for somebody who fills in the rest, or booked. Milliseconds since 1970.
create table appointment_times (
  id text primary key,
  session_id text not null references sessions (id) on delete cascade,
  agent_id text not null references agent (id),
  purpose text not null,
  -- The organisation's day on which it begins.
  day text not null,
  starts bigint not null,
  ends bigint not null,
  -- With the time before and after that is kept free.
  during int8range not null,
  state text not null check (state in ('held', 'booked')),
  -- With held: until when it is, unless somebody else has taken it since.
  held_until bigint,
  booked_at bigint not null,
  check (starts < ends),
  -- Two people can never have the same time of an agent, whoever checks what before. One who moves an appointment may hold a time
  -- that overlaps the one it has.
  constraint appointment_times_once exclude using gist (agent_id with =, during with &&, session_id with <>)
);

create unique index appointment_times_session on appointment_times (session_id, state);
create index appointment_times_day on appointment_times (purpose, day);
create index appointment_times_starts on appointment_times (agent_id, starts);

-- In which language and time zone somebody wants mail, and an address that is not confirmed yet: sealed under the
-- transcript's key, with a keyed digest of the code.
create table appointment_contacts (
  session_id text primary key references sessions (id) on delete cascade,
  locale text not null check (locale in ('nl', 'en')),
  zone text,
  sealed bytea,
  code_digest text,
  code_until bigint,
  tries integer not null default 0,
  sent integer not null default 0
);

create index appointment_contacts_code on appointment_contacts (code_until) where code_until is not null;

-- How many codes an address was mailed within its window, until it has passed: a keyed digest, no address.
create table contact_code_counts (
  address_digest text primary key,
  until bigint not null,
  count integer not null
);

create index contact_code_counts_until on contact_code_counts (until);

-- Mail that is to be sent, each once. Identifiers only; the address is sealed with the session.
create table appointment_mails (
  session_id text not null references sessions (id) on delete cascade,
  kind text not null check (kind in ('booked', 'moved', 'cancelled', 'reminder', 'missed', 'agent_absent')),
  -- Which booking it is about: how often it had been moved.
  sequence integer not null,
  -- With reminder: minutes before the start; else 0.
  minutes integer not null,
  due_at bigint not null,
  -- `dropped`: it made no sense any more. `refused`: the address does not take it.
  state text not null check (state in ('due', 'sent', 'refused', 'dropped')),
  -- When it was put into its queue last.
  queued_at bigint,
  done_at bigint,
  primary key (session_id, kind, sequence, minutes)
);

create index appointment_mails_due on appointment_mails (due_at) where state = 'due';

-- What became of appointments, kept when the session itself is gone: no attribute, no address, nobody's name.
create table appointment_outcomes (
  session_id text primary key,
  purpose text not null,
  agent_id text not null references agent (id),
  starts bigint not null,
  ends bigint not null,
  moved integer not null,
  verified boolean not null,
  outcome text not null check (outcome in ('held', 'citizen_absent', 'agent_absent', 'cancelled')),
  cancelled_by text check (cancelled_by in ('citizen', 'agent')),
  -- When somebody else than who booked it came with its link, milliseconds since 1970.
  another_person_at bigint,
  ended_at bigint not null
);

create index appointment_outcomes_starts on appointment_outcomes (starts);

-- For the days of appointments at the desk, of sessions that are there still.
create index sessions_appointments on sessions (((record #>> '{appointment,starts}')::bigint)) where record ? 'appointment';

-- Whether what follows from the end of an appointment has been done. What is not is found without a look at all others.
alter table sessions add column settled boolean not null default false;
create index sessions_unsettled on sessions (conversation_since)
  where method = 'appointment' and conversation_state = 'ended' and not settled;
