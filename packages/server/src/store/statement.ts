import type { Pool, QueryResultRow } from 'pg'

/**
 * SQL with a name, by which each connection prepares it once: planning one of these costs PostgreSQL more
 * than running it. For the few statements that every message and every step runs; the rest is Kysely's.
 */
export interface Statement<Row extends QueryResultRow> {
  readonly name: string
  readonly text: string
  /** Only a type: what a row of the result holds. */
  readonly row?: Row
}

/** Runs a statement in a transaction of its own, and gives its rows. */
export async function run<Row extends QueryResultRow>(
  pool: Pool,
  { name, text }: Statement<Row>,
  values: readonly unknown[],
): Promise<Row[]> {
  const { rows } = await pool.query<Row>({ name, text, values: [...values] })
  return rows
}
