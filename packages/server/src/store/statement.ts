import type { Pool, PoolClient, QueryConfig, QueryResult, QueryResultRow } from 'pg'

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

/** What a statement runs on: the pool, in a transaction of its own; or one connection, in the transaction that is open there. */
export type Connection = Pool | PoolClient

/** Runs a statement, and gives its rows. */
export async function run<Row extends QueryResultRow>(
  connection: Connection,
  { name, text }: Statement<Row>,
  values: readonly unknown[],
): Promise<Row[]> {
  const on: { query(config: QueryConfig): Promise<QueryResult<Row>> } = connection
  const { rows } = await on.query({ name, text, values: [...values] })
  return rows
}
