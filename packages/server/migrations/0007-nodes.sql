-- The servers on this database, and on which of them citizens have pages open.

create table nodes (
  -- Another one after each start.
  id text primary key,
  -- By the clock of the database, so that the clocks of the nodes do not matter.
  seen_at timestamptz not null
);

-- A citizen is there while there is a row of a node that lives.
create table citizen_places (
  session_id text not null references sessions (id) on delete cascade,
  node_id text not null references nodes (id),
  primary key (session_id, node_id)
);

create index citizen_places_node on citizen_places (node_id);
