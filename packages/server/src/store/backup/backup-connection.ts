import type { Client, Pool } from 'pg'
import { openPatientConnection } from '../patient-connection.ts'

/**
 * A connection for a backup or a restore: no limits of time, and moments, numbers and text in the one spelling
 * that any PostgreSQL reads again.
 */
export async function openBackupConnection(pool: Pool): Promise<Client> {
  const client = await openPatientConnection(pool, {
    application_name: 'balie backup',
    client_encoding: 'UTF8',
  })
  await client.query(
    `set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set timezone = 'UTC'; set extra_float_digits = 3;
     set bytea_output = 'hex'`,
  )
  return client
}
