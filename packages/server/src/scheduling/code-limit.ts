import { createHmac, hkdfSync } from 'node:crypto'
import { type Clock, IdContactError, type Keyring } from '@balie/sdk'
import type { Pool } from 'pg'
import { BalieError } from '../errors/balie-error.ts'
import type { Database } from '../store/database.ts'

/** How many codes are mailed to one address within the window, whoever asks for them. */
const MOST = 5
const WINDOW = 60 * 60_000

/** Limits how many codes an address gets, over all sessions and servers, and forgets what is awaited no more. */
export interface CodeLimit {
  /**
   * Counts one more code for an address. The address itself is not kept: a digest of it is, under a key derived from the newest
   * master key (P1), until the window has passed.
   *
   * @throws {BalieError} TOO_MANY_REQUESTS (R4)
   */
  take(address: string): Promise<void>
}

export interface CodeLimitParts {
  readonly database: Database
  readonly keyring: Keyring
  readonly clock: Clock
}

export function createCodeLimit({ database, keyring, clock }: CodeLimitParts): CodeLimit {
  return {
    async take(address) {
      const now = clock.now()
      const taken = await database
        .insertInto('contact_code_counts')
        .values({ address_digest: digestOf(keyring, address), until: now + WINDOW, count: 1 })
        .onConflict((conflict) =>
          conflict
            .column('address_digest')
            .doUpdateSet(({ ref, eb }) => {
              const isOver = eb(ref('contact_code_counts.until'), '<=', now)
              return {
                count: eb
                  .case()
                  .when(isOver)
                  .then(1)
                  .else(eb('contact_code_counts.count', '+', 1))
                  .end(),
                until: eb
                  .case()
                  .when(isOver)
                  .then(now + WINDOW)
                  .else(ref('contact_code_counts.until'))
                  .end(),
              }
            })
            .where(({ or, eb }) =>
              or([eb('contact_code_counts.count', '<', MOST), eb('contact_code_counts.until', '<=', now)]),
            ),
        )
        .returning('count')
        .executeTakeFirst()
      if (!taken) throw new BalieError('TOO_MANY_REQUESTS', 'codes for one address')
    },
  }
}

/** Forgets counts whose window has passed, and codes, with the addresses they were for, that expired (P2). */
export async function forgetOldCodes(pool: Pool, now: number): Promise<void> {
  await pool.query('delete from contact_code_counts where until <= $1', [now])
  await pool.query(
    `update appointment_contacts set sealed = null, code_digest = null, code_until = null where code_until <= $1`,
    [now],
  )
}

function digestOf(keyring: Keyring, address: string): string {
  const [master] = keyring.keys
  if (!master) throw new IdContactError('KEY_INVALID', 'the keyring is empty')
  const key = hkdfSync('sha256', master.key.reveal(), '', 'balie codes for an address', 32)
  return createHmac('sha256', Buffer.from(key)).update(address.trim().toLowerCase()).digest('base64url')
}
