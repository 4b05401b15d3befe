import { setTimeout as wait } from 'node:timers/promises'
import type { Pool } from 'pg'
import { BalieError } from '../errors/balie-error.ts'
import type { Log } from '../log.ts'
import { isDatabaseUnavailable } from './database-unavailable.ts'

export interface WaitOptions {
  readonly pool: Pool
  readonly seconds: number
  readonly log: Log
  /** Ends the waiting. */
  readonly signal?: AbortSignal
}

/** Reached, and not to be written to: a failover may be under way. */
class StandbyError extends Error {
  /** What PostgreSQL says to whoever tries. */
  readonly code = '25006'
}

/**
 * Waits until the database answers and can be written to, trying again ever more slowly.
 *
 * @throws {BalieError} START_REFUSED when it does not within the time, or refuses us for a reason that waiting
 *   does not change: a wrong password, no such database, a certificate that
 *   is not to be trusted
 */
export async function waitForDatabase({ pool, seconds, log, signal }: WaitOptions): Promise<void> {
  const until = performance.now() + seconds * 1000
  for (let pause = 250; ; pause = Math.min(pause * 2, 5_000)) {
    try {
      const { rows } = await pool.query<{ standby: boolean }>('select pg_is_in_recovery() as standby')
      if (rows[0]?.standby) throw new StandbyError()
      return
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'no answer'
      if (!(error instanceof StandbyError) && !isDatabaseUnavailable(error)) throw refusal(code, error)
      const left = until - performance.now()
      if (left <= 0) {
        throw new BalieError(
          'START_REFUSED',
          `the database cannot be reached (${code}), also not after ${seconds} s; check that PostgreSQL runs, and database_url`,
          { cause: error },
        )
      }
      log.warn({ code, seconds_left: Math.ceil(left / 1000) }, 'the database cannot be reached; trying again')
      await wait(Math.min(pause, left), undefined, signal && { signal })
    }
  }
}

function refusal(code: string, cause: unknown): BalieError {
  if (cause instanceof Error && /does not support SSL/.test(cause.message)) {
    const words = 'the database does not speak TLS, which database_url or database_ca asks for'
    return new BalieError('START_REFUSED', `${words}; turn it on there`, { cause })
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const words = 'the certificate of the database is for another host name than that in database_url'
    return new BalieError('START_REFUSED', `${words} (${code}); check the name`, { cause })
  }
  if (/CERT|UNABLE_TO_|CRL|INVALID_CA|PATH_LENGTH|INVALID_PURPOSE|HOSTNAME_MISMATCH/.test(code)) {
    const words = 'the certificate of the database is not to be trusted'
    return new BalieError('START_REFUSED', `${words} (${code}); check database_ca`, { cause })
  }
  const words = reasons[code] ?? `refuses the connection (${code})`
  return new BalieError('START_REFUSED', `the database ${words}; check database_url`, { cause })
}

const reasons: Readonly<Record<string, string | undefined>> = {
  '28P01': 'does not accept the password (28P01)',
  '28000': 'does not accept this user, or not without TLS (28000)',
  '3D000': 'does not exist on that server (3D000)',
}
