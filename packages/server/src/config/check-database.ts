import { X509Certificate } from 'node:crypto'
import type { ConfigProblem } from './config-invalid.ts'
import type { ConfigText } from './config-schema.ts'
import { readDatabasePlace } from './database-place.ts'

type DatabaseText = Pick<
  ConfigText,
  'database_url' | 'database_ca' | 'master_key' | 'dangerously_allow_plain_database'
>

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g

/** What of an operator's own database cannot be, or is unsafe: attributes of citizens pass on the way to it. */
export function* checkDatabase(text: DatabaseText): Generator<ConfigProblem> {
  const { database_url: url, database_ca: ca } = text
  if (url === undefined) {
    if (ca !== undefined) yield { key: 'database_ca', problem: 'is given without database_url' }
    return
  }
  if (text.master_key === undefined) {
    yield {
      key: 'master_key',
      problem:
        'is missing; with database_url it must be given, as every server on that database needs the same one (openssl rand -base64 32)',
    }
  }
  const place = readDatabasePlace(url)
  if ('problem' in place) {
    yield { key: 'database_url', problem: place.problem }
    return
  }
  if (ca !== undefined) {
    if (!isCertificates(ca)) yield { key: 'database_ca', problem: 'expected one or more certificates in PEM' }
    if (place.tls === 'none' || place.tls === 'unverified') {
      yield {
        key: 'database_ca',
        problem: 'is given, and database_url says not to verify by it; take sslmode out of database_url',
      }
    }
    return
  }
  if (place.tls !== 'verified' && place.where === 'elsewhere' && !text.dangerously_allow_plain_database) {
    yield {
      key: 'database_url',
      problem: `${RISK[place.tls ?? 'none']}; add sslmode=verify-full and, for a CA of your own, database_ca, or, where nobody else is on the way, set dangerously_allow_plain_database = true`,
    }
  }
}

/** What is told at the start of a database that is reached less safely than could be. */
export function* warnOfDatabase({ database_url: url, database_ca: ca }: DatabaseText): Generator<string> {
  if (url === undefined || ca !== undefined) return
  const place = readDatabasePlace(url)
  if ('problem' in place || place.tls === 'verified' || place.where === 'here') return
  const allowed = place.where === 'elsewhere' ? ' (dangerously_allow_plain_database)' : ''
  yield `database_url ${RISK[place.tls ?? 'none']}${allowed}`
}

const RISK = {
  none: 'reaches another machine without TLS, so that everyone on the way can read along',
  unverified:
    'takes any certificate (sslmode=no-verify), so that everyone on the way can pose as the database',
}

function isCertificates(text: string): boolean {
  const found = text.match(CERTIFICATE) ?? []
  try {
    for (const one of found) new X509Certificate(one)
  } catch {
    return false
  }
  return found.length > 0
}
