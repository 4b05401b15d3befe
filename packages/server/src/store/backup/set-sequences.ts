import { type ClientBase, escapeIdentifier } from 'pg'

/** Lets each column that numbers its rows go on behind the highest number that is there. */
export async function setSequences(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string; sequence: string }>(
    `select c.relname as table, a.attname as column, s.sequence
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped,
       pg_get_serial_sequence(quote_ident(c.relname), a.attname) as s (sequence)
     where c.relnamespace = (select oid from pg_namespace where nspname = current_schema())
       and c.relkind in ('r', 'p') and s.sequence is not null`,
  )
  for (const { table, column, sequence } of rows) {
    const highest = `(select max(${escapeIdentifier(column)}) from ${escapeIdentifier(table)})`
    await client.query(`select setval($1, coalesce(${highest}, 1), ${highest} is not null)`, [sequence])
  }
}
