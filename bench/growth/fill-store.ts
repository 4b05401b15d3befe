import { statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { Client } from 'pg'
import { COPIES, idOf } from './copies.ts'
import { withoutIndexes } from './without-indexes.ts'

export interface FillOptions {
  readonly databaseUrl: string
  /** The ended session of which copies are made, with all that belongs to it. */
  readonly template: string
  /** How many. */
  readonly sessions: number
  /** Tells the person how far it is. */
  say(sentence: string): void
}

/** Bytes on the disk for each session with ten messages and what was shown of it, its indexes and its log included. */
const BYTES_OF_SESSION = 20_000
const SPARE = 4e9
/** Sessions in one statement. */
const AT_ONCE = 50_000

/**
 * Fills a store with ended sessions, as many as there would be after years: each a copy of one that really was, under its own random
 * identifiers, ended at some moment of the last thirty days. Without the indexes meanwhile, which are made again as
 * they were; then the tables are vacuumed, as they would have been long ago.
 *
 * @throws {Error} when the disk has no room for it
 */
export async function fillStore({ databaseUrl, template, sessions, say }: FillOptions): Promise<void> {
  const { bavail, bsize } = await statfs(tmpdir())
  const needed = sessions * BYTES_OF_SESSION + SPARE
  if (bavail * bsize < needed) {
    throw new Error(`${sessions} sessions need ${Math.ceil(needed / 1e9)} GB in ${tmpdir()}`)
  }
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(`set synchronous_commit = off; set maintenance_work_mem = '1GB'`)
    const tables = COPIES.map(({ table }) => table)
    // Found once: without an index every look goes through the whole table.
    for (const { table, key } of COPIES) {
      await client.query(
        `create temp table template_${table} as select * from ${table} where ${key} = ${client.escapeLiteral(template)}`,
      )
    }
    await withoutIndexes(client, tables, say, async () => {
      for (let from = 1; from <= sessions; from += AT_ONCE) {
        const to = Math.min(sessions, from + AT_ONCE - 1)
        for (const copy of COPIES) await client.query(statementOf(copy), [from, to])
        say(`${to} of ${sessions} sessions are there`)
      }
    })
    say('vacuuming')
    await client.query(`vacuum (analyze) ${tables.join(', ')}`)
    await client.query('checkpoint')
    const { rows } = await client.query<{ size: string; messages: string }>(
      `select pg_size_pretty(pg_database_size(current_database())) as size,
        (select to_char(reltuples, '999,999,999') from pg_class where relname = 'chat_messages') as messages`,
    )
    say(`The store has ${sessions} ended sessions and${rows[0]?.messages} messages: ${rows[0]?.size}`)
  } finally {
    await client.end()
  }
}

/** `$1` and `$2` are the numbers of the first and the last copy. */
function statementOf({ table, columns }: (typeof COPIES)[number]): string {
  const names = Object.keys(columns)
  return `insert into ${table} (${names.join(', ')})
    select ${names.map((name) => columns[name]).join(', ')}
    from generate_series($1::int, $2::int) as n, lateral (select ${idOf('n')} as id offset 0) as new,
      template_${table} as old`
}
