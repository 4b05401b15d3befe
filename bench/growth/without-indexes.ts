import type { Client } from 'pg'

interface Made {
  readonly name: string
  readonly drop: string
  readonly make: string
}

/** Constraints: those that others refer to, or are checked, last when they are dropped. `$1` the tables. */
const CONSTRAINTS = `
  select conname as name,
    format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
    format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as make
  from pg_constraint
  where contype in ('f', 'p', 'u')
    and (conrelid = any ($1::regclass[]) or contype = 'f' and confrelid = any ($1::regclass[]))
  order by contype`

const INDEXES = `
  select indexrelid::regclass::text as name,
    format('drop index %s', indexrelid::regclass) as drop, pg_get_indexdef(indexrelid) as make
  from pg_index
  where indrelid = any ($1::regclass[]) and not exists (select from pg_constraint where conindid = indexrelid)`

/** Does work while tables have no indexes and no keys, and makes them again as they were: for many rows that is far quicker. */
export async function withoutIndexes(
  client: Client,
  tables: readonly string[],
  say: (sentence: string) => void,
  work: () => Promise<void>,
): Promise<void> {
  const constraints = await client.query<Made>(CONSTRAINTS, [tables])
  const indexes = await client.query<Made>(INDEXES, [tables])
  const made = [...indexes.rows, ...constraints.rows]
  for (const { drop } of made) await client.query(drop)
  await work()
  for (const { name, make } of made.toReversed()) {
    say(`making ${name} again`)
    await client.query(make)
  }
}
