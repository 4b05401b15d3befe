import { type KeyName, type Keyring, unwrapDataKey } from '@balie/sdk'
import type { ClientBase } from 'pg'
import { KEY_TABLE } from './backup-tables.ts'
import { restoreRefused } from './restore-refused.ts'

/**
 * Tries the keyring on the wrapped data keys: on one for each master key that wrapped some.
 *
 * @returns how many are wrapped by master keys that are not in the keyring
 * @throws {BalieError} RESTORE_REFUSED when it opens none of them: nothing could be read
 */
export async function checkMasterKey(client: ClientBase, keyring: Keyring): Promise<number> {
  const { rows } = await client.query<{
    session_id: string
    name: KeyName
    wrapped_key: Uint8Array
    count: number
  }>(
    // The name of the master key stands in front, behind its length.
    `select distinct on (master) session_id, name, wrapped_key, count(*) over (partition by master)::int as count
     from (select *, substring(wrapped_key for 1 + get_byte(wrapped_key, 0)) as master from ${KEY_TABLE}) named
     order by master`,
  )
  const closed = rows.filter((row) => !opens(keyring, row))
  if (rows.length > 0 && closed.length === rows.length) {
    throw restoreRefused(
      'the master key opens none of the keys of the backup; give the one of the Balie that was backed up',
    )
  }
  return closed.reduce((sum, { count }) => sum + count, 0)
}

function opens(
  keyring: Keyring,
  row: { session_id: string; name: KeyName; wrapped_key: Uint8Array },
): boolean {
  try {
    unwrapDataKey(keyring, row.session_id, row.name, row.wrapped_key)
    return true
  } catch {
    return false
  }
}
