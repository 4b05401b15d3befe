import { readFileSync } from 'node:fs'
import type { Secret } from '@balie/sdk'
import type { ClientConfig } from 'pg'
import { readDatabasePlace } from '../config/database-place.ts'
import { BalieError } from '../errors/balie-error.ts'

/** The part of the driver's options that says where the database is, and whether by TLS. */
export type ConnectionOptions = Pick<ClientConfig, 'connectionString'> & { readonly ssl: ClientConfig['ssl'] }

/**
 * How the driver connects. What the address says about TLS is decided here and not by the driver: with a CA, and with
 * `sslmode` require, verify-ca and verify-full, the certificate and the host name in it are verified. The environment
 * (PGSSLMODE) is not asked.
 *
 * @param ca certificates in PEM; absent: those that Node trusts
 * @throws {BalieError} START_REFUSED for an address that the configuration does not let through, or a client's
 *   certificate that cannot be read
 */
export function connectionOptions(databaseUrl: Secret<string>, ca?: string): ConnectionOptions {
  const place = readDatabasePlace(databaseUrl.reveal())
  if ('problem' in place) throw new BalieError('START_REFUSED', `database_url ${place.problem}`)
  const tls = ca === undefined ? (place.tls ?? 'none') : 'verified'
  if (tls === 'none') return { connectionString: place.address, ssl: false }
  return {
    connectionString: place.address,
    ssl: {
      rejectUnauthorized: tls === 'verified',
      ...(ca !== undefined && { ca }),
      ...(place.certificate && {
        cert: read(place.certificate.file, 'sslcert'),
        key: read(place.certificate.keyFile, 'sslkey'),
      }),
    },
  }
}

function read(file: string, name: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? ` (${cause.code})` : ''
    throw new BalieError(
      'START_REFUSED',
      `the file that ${name} in database_url names cannot be read${code}`,
      {
        cause,
      },
    )
  }
}
