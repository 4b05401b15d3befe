-- Which attribute was shown to which agent, and when. Tags only, never values. Not tied to the session's
-- row: that an attribute was seen stays known when the session itself is gone.

create table reveals (
  session_id text not null,
  agent_id text not null references agent (id),
  tag text not null,
  -- Moment of the verification that brought the value, milliseconds since 1970: a later identity counts anew.
  verified_at bigint not null,
  -- True: the agent opened a masked value. False: it stood in the identity panel.
  opened boolean not null,
  at bigint not null
);

-- Every opening is a row; standing in the panel is one, however often the page looks again.
create unique index reveals_shown on reveals (session_id, agent_id, verified_at, tag) where not opened;
create index reveals_session on reveals (session_id) where opened;
-- For the record of a period, and for what is old enough to go.
create index reveals_at on reveals (at);

-- For what an agent handled a moment ago, however much has ended.
create index sessions_ended on sessions (agent, conversation_since) where conversation_state = 'ended';
