import { Client, type Pool } from 'pg'

/**
 * A connection for a backup or a restore: no limits of time, and moments, numbers and text in the one spelling
 * that any PostgreSQL reads again.
 */
export async function openBackupConnection(pool: Pool): Promise<Client> {
  const client = new Client({
    ...pool.options,
    statement_timeout: 0,
    query_timeout: 0,
    idle_in_transaction_session_timeout: 0,
    application_name: 'balie backup',
    client_encoding: 'UTF8',
  })
  client.on('error', () => undefined)
  await client.connect()
  await client.query(
    `set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set timezone = 'UTC'; set extra_float_digits = 3;
     set bytea_output = 'hex'; set lock_timeout = 0`,
  )
  return client
}
