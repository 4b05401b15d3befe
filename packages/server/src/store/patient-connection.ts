import { Client, type ClientConfig, type Pool } from 'pg'

/** What a role or a database may limit by default. `transaction_timeout` is there from PostgreSQL 17 on. */
const LIMITS = [
  'statement_timeout',
  'lock_timeout',
  'idle_in_transaction_session_timeout',
  'idle_session_timeout',
  'transaction_timeout',
]

/**
 * A connection of its own, beside a pool, on which nothing is limited in time: for work that takes as long as there
 * are rows. End it yourself; its breaking throws by the next query only.
 */
export async function openPatientConnection(pool: Pool, more: ClientConfig = {}): Promise<Client> {
  const client = new Client({ ...pool.options, query_timeout: 0, ...more })
  client.on('error', () => undefined)
  await client.connect()
  try {
    // Not by the options of the driver: it leaves a 0 out, and then the default of the role counts.
    await client.query(`select set_config(name, '0', false) from pg_settings where name = any ($1)`, [LIMITS])
  } catch (error) {
    await client.end()
    throw error
  }
  return client
}
